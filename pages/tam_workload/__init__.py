"""TAM workload: what a TAM must do next, who is overloaded and why, and who held what on any day."""

from collections.abc import Sequence

from pages.components import link
from pages.components.view import View
from pages.tam_workload import book, choosing, everyone, history


def render(view: View) -> None:
    """Draw the page: the part and the TAM are in the address."""
    part, tam = choosing.show(view)
    fields: Sequence[link.Field]
    if part == "book":
        fields = book.show(view, tam)
    elif part == "history":
        fields = history.show(view)
    else:
        fields = everyone.show(view)
    link.publish([*choosing.fields(view), *fields])
