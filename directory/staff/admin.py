"""Accounts and their roles. Rights come with groups; nobody is deleted, since history names them."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.shortcuts import redirect

from directory.staff.models import SignIn
from directory.staff.read_only import ReadOnly
from directory.staff.second_factor import proofs, rules
from directory.staff.session_limits import end_sessions_of
from directory.staff.sign_ins import log
from directory.staff.signals import account_changed
from directory.staff.single_sign_on.accounts import is_of_directory

OF_ALLAUTH = (EmailAddress, EmailConfirmation, Authenticator, SocialAccount, SocialApp, SocialToken)
for model in (User, Group, AccessAttempt, AccessFailureLog, AccessLog, *OF_ALLAUTH):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


@admin.register(User)
class StaffAdmin(UserAdmin):
    """An administrator looks after everybody but superusers, and cannot give themselves more than they have."""

    list_display = ["username", "first_name", "last_name", "address", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = []
    actions = ["reset_second_factor"]
    readonly_fields = ["last_login", "date_joined"]

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.add_fieldsets
        rights = ["is_active", "groups"]
        return [
            (None, {"fields": ["username", "password"]}),
            ("Personal details", {"fields": ["first_name", "last_name", "email"]}),
            ("What they can do", {"fields": [*rights, "is_superuser"] if request.user.is_superuser else rights}),
            ("Dates", {"fields": self.readonly_fields}),
        ]

    def get_readonly_fields(self, request, obj=None):
        """Nobody changes their own rights, nor the roles that the council's directory gives."""
        own = ["is_active", "groups", "is_superuser"] if obj and obj.pk == request.user.pk else []
        of_directory = ["groups", "is_superuser"] if obj and not own and is_of_directory(obj) else []
        return [*self.readonly_fields, *own, *of_directory]

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        field.help_text = (
            "Contributors write drafts. Editors look after all drafts. Reviewers judge quality. Curators publish. "
            "Administrators look after accounts."
        )
        return field

    def get_queryset(self, request):
        users = super().get_queryset(request).prefetch_related("groups")
        return users if request.user.is_superuser else users.filter(is_superuser=False)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_related(self, request, form, formsets, change):
        """Whoever has a role may sign in here, and nobody else."""
        super().save_related(request, form, formsets, change)
        user = form.instance
        user.is_staff = user.is_superuser or user.groups.exists()
        user.save(update_fields=["is_staff"])

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Who changes what others may do shows first that they are still there themselves."""
        if not proofs.is_recent(request):
            return proofs.ask_again(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request, extra_context=None):
        if request.method == "POST" and not proofs.is_recent(request):
            return proofs.ask_again(request)
        return super().changelist_view(request, extra_context)

    def user_change_password(self, request, id, form_url=""):  # noqa: A002 (Django's name)
        if not proofs.is_recent(request):
            return proofs.ask_again(request)
        pk = int(id) if id.isdecimal() and len(id) < 19 else 0
        if is_of_directory(pk):
            messages.error(request, "This person signs in with the council's account, and has no password here.")
            return redirect("admin:auth_user_changelist")
        before = User.objects.filter(pk=pk).values_list("password", flat=True).first()
        response = super().user_change_password(request, id, form_url)
        user = User.objects.filter(pk=pk).exclude(pk=request.user.pk).exclude(password=before).first()
        if before is not None and user:
            account_changed.send(type(self), user=user, what="An administrator has set a new password for you.")
        return response

    @admin.display(description="email address", ordering="email")
    def address(self, user):
        return user.email or "None: they get no emails"

    @admin.display(description="roles")
    def roles(self, user):
        return ", ".join(group.name for group in user.groups.all()) or ("Superuser" if user.is_superuser else "")

    @admin.action(description="Reset the second factor", permissions=["change"])
    def reset_second_factor(self, request, users):
        for user in users:
            rules.reset(user=user)
            end_sessions_of(user)
            log.note(None, SignIn.What.RESET, user)
            what = "An administrator has reset your second factor. You set up a new one when you next sign in."
            account_changed.send(type(self), user=user, what=what)
            self.log_change(request, user, "The second factor was reset.")
        messages.success(request, f"Reset: {len(users)}. They will set up a new one when they next sign in.")


@admin.register(SignIn)
class SignInAdmin(ReadOnly, admin.ModelAdmin):
    """Who signed in, and who failed to: to read, and nothing else."""

    list_display = ["at", "whose", "what", "way", "network"]
    list_display_links = None
    list_filter = ["what", "way", "at"]
    list_select_related = ["user"]
    search_fields = ["user__username"]
    fields = list_display

    @admin.display(description="whose account", ordering="user__username")
    def whose(self, happened):
        return happened.user or "A name that nobody has"


@admin.register(Group)
class RoleAdmin(ReadOnly, GroupAdmin):
    """The roles are made by migrations: see `curation.roles`."""
