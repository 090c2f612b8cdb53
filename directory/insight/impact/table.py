from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """One part of the report. `rows` begin with a label."""

    code: str
    title: str
    counted: str  # how it is counted, in plain words
    columns: tuple
    rows: list = field(default_factory=list)
