"""What came of an import whose source held problems: the counts, and each problem with its reason."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from metanoia.exchange.carrying import Result
from metanoia.ui.amounts import counted
from metanoia.ui.dialogs.importing.rows import FEW, PROBLEM, PreviewRow
from metanoia.ui.dialogs.importing.table import PreviewTable
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import heading
from metanoia.ui.widgets.layout import boxed, hbox, vbox


class Outcome(QWidget):
    """Says what came in, and lists what did not come in as it should."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.said = Banner(tone="prompt", icon="circle-check", closable=False)
        self._what = heading("")
        self.copy = Button(self.tr("Copy the list"), "ghost", "copy", "s")
        self.table = PreviewTable(self.tr("Problems"), FEW)
        row = boxed(hbox(self._what, None, self.copy))
        self.setLayout(vbox(self.said, 14, row, 4, self.table))
        self.copy.clicked.connect(self._copy)

    def show_result(self, result: Result) -> None:
        """Show what an import did."""
        self.said.say(sentence(result))
        number = len(result.problems)
        what = counted(number, self.tr("1 thing to look at"), self.tr("{} things to look at"))
        self._what.setText(what)
        self._text = "\n".join(f"{problem.where}: {problem.why}" for problem in result.problems)
        self.table.show_rows([PreviewRow(PROBLEM, problem=problem) for problem in result.problems])

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.copy.setText(self.tr("Copied"))


def sentence(result: Result) -> str:
    """Return what an import did, in one line."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Outcome", text)

    said = [counted(result.new, tr("1 entry came in"), tr("{} entries came in"))]
    if result.changed:
        said = said if result.new else []
        said.append(counted(result.changed, tr("1 was changed"), tr("{} were changed")))
    besides = (
        ("assumptions", tr("1 assumption"), tr("{} assumptions")),
        ("predictions", tr("1 prediction"), tr("{} predictions")),
        ("actions", tr("1 action"), tr("{} actions")),
        ("goals", tr("1 goal"), tr("{} goals")),
        ("values", tr("1 value"), tr("{} values")),
        ("sorts", tr("1 order of values"), tr("{} orders of values")),
        ("metrics", tr("1 metric"), tr("{} metrics")),
        ("reviews", tr("1 review"), tr("{} reviews")),
        ("visions", tr("1 vision"), tr("{} visions")),
        ("terms", tr("1 common word"), tr("{} common words")),
        ("targets", tr("1 learning target"), tr("{} learning targets")),
        ("maps", tr("1 map"), tr("{} maps")),
    )
    for kind, one, many in besides:
        if number := result.things.get(kind, 0):
            said.append(counted(number, one, many))
    return ", ".join(said)
