def posted(request):
    """What was sent with a form, even if that is nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None
