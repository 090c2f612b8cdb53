from django.shortcuts import render

from directory.govuk.reading import require_safe
from directory.lessons.cell import LessonsOfCell
from directory.lessons.choice import Choice
from directory.lessons.grid import NeedGrid, TopicGrid
from directory.lessons.quick_ways import quick_ways
from directory.search.pages.my_setting import for_my_setting, with_a_short_address


@require_safe
@with_a_short_address
@for_my_setting
def finder(request):
    """Topic by year, then need by year for one topic, then the lessons. A choice that makes no sense gets 400."""
    choice = Choice(request.GET, request.setting)
    if choice.problems:
        return render(request, "lessons/finder.html", {"problems": choice.problems}, status=400)
    return render(
        request, "lessons/finder.html", {"choice": choice, "quick_ways": quick_ways(), **what_to_show(choice)}
    )


def what_to_show(choice):
    """The lessons, once a topic and a year are chosen; until then a grid to choose them from."""
    if choice.topic and choice.year:
        return {"cell": LessonsOfCell(choice)}
    return {"grid": NeedGrid(choice) if choice.topic else TopicGrid(choice)}
