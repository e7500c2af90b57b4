"""The one style sheet, generated from the tokens; rows of tables are painted by their delegates.

What it knows by property: ``QLabel[type=...]``, ``QPushButton[kind=...]``, ``[surface=...]`` of
frames and pages. A radius above half of a height is ignored by Qt, and a ring of 2 px takes the
place of padding, so that nothing moves when the focus does.
"""

from collections.abc import Callable
from string import Template

from copdesk import paths
from copdesk.ui.theme.tokens import RADIUS, SIZE, TYPE, Colours


def style_sheet(
    colours: Colours, points: float, px: Callable[[float], int], *, dark: bool = False
) -> str:
    """The sheet for these colours.

    Args:
        colours: role -> colour.
        points: size of body text in points.
        px: designed pixels -> pixels at this text size.
        dark: which pair of the drawn marks (ticks, arrows) fits.
    """
    words: dict[str, object] = dict(colours)
    words |= {f"pt_{kind}": f"{points * part:.1f}pt" for kind, part in TYPE.items()}
    words |= {f"h_{kind}": px(size) for kind, size in SIZE.items()}
    words |= {f"in_{kind}": px(size) - 2 for kind, size in SIZE.items()}
    words |= {f"ring_{kind}": px(size) - 4 for kind, size in SIZE.items()}
    words |= {f"r_{kind}": radius for kind, radius in RADIUS.items()}
    words |= {"r_chip": px(SIZE["chip"]) // 2, "r_badge": px(8), "tick": px(16)}
    words |= {"dot": px(6), "r_dot": px(6) * 3 // 2}
    words |= {"marks": (paths.resources() / "icons" / "marks").as_posix()}
    words |= {"shade": "dark" if dark else "light"}
    return "\n".join(Template(part).substitute(words) for part in _PARTS)


_TEXT = """
QToolTip { background:$text; color:$surface; border:0; padding:6px 8px; }
QLabel { background:transparent; }
QLabel[type="title"] { font-size:$pt_title; font-weight:600; }
QLabel[type="section"] { font-size:$pt_section; font-weight:600; }
QLabel[type="strong"] { font-weight:600; }
QLabel[type="metric"] { font-size:$pt_metric; font-weight:600; }
QLabel[type="body2"] { color:$text2; }
QLabel[type="caption"] { color:$text3; font-size:$pt_caption; }
QLabel[type="error"] { color:$danger; font-size:$pt_caption; }
QLabel[type="kbd"] { color:$text3; font-size:$pt_caption; background:$surface;
  border:1px solid $border; border-radius:4px; padding:1px 5px; }
QLabel[type="badge"] { color:$danger; background:$danger_soft; font-size:$pt_caption;
  font-weight:600; border-radius:${r_badge}px; padding:1px 7px; }
"""
_SURFACES = """
QWidget[surface="page"] { background:$bg; }
QWidget[surface="pane"] { background:$surface; }
QFrame[surface="card"], QFrame[surface="panel"] { background:$surface;
  border:1px solid $border; border-radius:${r_card}px; }
QFrame[surface="floating"] { background:$surface; border:2px solid $outline;
    border-radius:${r_card}px; }
QFrame[surface="panel"]:focus { border:2px solid $focus; }
QFrame[surface="rail"] { background:$rail; border:0; border-right:1px solid $border; }
QFrame[surface="line"] { background:$border; border:0; }
QFrame[surface="notice"] { background:$text; border:0; border-radius:${r_card}px; }
QFrame[surface="notice"] QLabel { color:$surface; }
QFrame[surface="notice"] QPushButton { background:transparent; color:$surface; font-weight:600;
  border:2px solid transparent; padding:0 8px; text-decoration:underline; }
QFrame[surface="notice"] QPushButton:hover { background:$text2; }
QFrame[surface="notice"] QPushButton:focus { border-color:$surface; }
QFrame[surface="warning"] { background:$danger_soft; border:1px solid $danger;
  border-radius:${r_card}px; }
QFrame[surface="warning"] QLabel { color:$danger; }
"""
_BUTTONS = """
QPushButton, QToolButton { outline:0; background:$surface; color:$text; border:1px solid $border;
  border-radius:${r_control}px; padding:0 12px; min-height:${in_control}px; }
QPushButton:hover, QToolButton:hover { background:$hover; }
QPushButton:pressed, QToolButton:pressed { background:$mute_soft; }
QPushButton:focus, QToolButton:focus { border:2px solid $focus; padding:0 11px;
  min-height:${ring_control}px; }
QPushButton:disabled, QToolButton:disabled { color:$outline; background:$sunken; }
QPushButton[kind="primary"] { background:$accent; color:$on_accent; border-color:$accent;
  font-weight:600; }
QPushButton[kind="primary"]:hover { background:$accent_hover; }
QPushButton[kind="primary"]:focus { border:2px solid $text; }
QPushButton[kind="primary"]:disabled { background:$mute_soft; color:$outline;
  border-color:$border; }
QPushButton[kind="quiet"] { background:transparent; border:2px solid transparent; color:$accent;
  font-weight:600; padding:0 8px; min-height:${ring_control}px; }
QPushButton[kind="quiet"]:hover { background:$accent_soft; }
QPushButton[kind="quiet"]:focus { border-color:$focus; }
QPushButton[kind="quiet"]:disabled { color:$outline; }
QPushButton[kind="icon"] { background:transparent; border:2px solid transparent; padding:0;
  min-height:${ring_control}px; min-width:${ring_control}px; }
QPushButton[kind="icon"]:hover { background:$hover; }
QPushButton[kind="icon"]:checked { background:$accent_soft; }
QPushButton[kind="icon"]:focus { border-color:$focus; }
QPushButton[kind="link"] { background:transparent; border:2px solid transparent; color:$accent;
  padding:0 2px; text-align:left; min-height:${h_target}px; }
QPushButton[kind="link"]:hover { text-decoration:underline; }
QPushButton[kind="link"]:focus { border-color:$focus; }
QPushButton[kind="chip"] { border-radius:${r_chip}px; min-height:${in_chip}px; padding:0 12px;
  color:$text2; background:transparent; }
QPushButton[kind="chip"]:hover { background:$hover; }
QPushButton[kind="chip"]:checked { background:$accent_soft; color:$accent;
  border-color:$accent; }
QPushButton[kind="chip"][faded="true"] { color:$text3; border-style:dashed; }
QPushButton[kind="chip"]:focus { border:2px solid $focus; min-height:${ring_chip}px;
  padding:0 11px; }
QPushButton[kind="nav"], QPushButton[kind="search"] { text-align:left; padding:0 12px;
  min-height:${h_nav}px; border:2px solid transparent; border-radius:${r_nav}px;
  background:transparent; color:$text2; }
QPushButton[kind="nav"]:disabled { background:transparent; color:$text3; }
QPushButton[kind="nav"]:hover { background:$hover; color:$text; }
QPushButton[kind="nav"]:checked { background:$accent_soft; color:$accent; font-weight:600; }
QPushButton[kind="nav"]:focus, QPushButton[kind="search"]:focus { border-color:$focus; }
QPushButton[kind="search"] { background:$surface; border:1px solid $outline; padding:0 13px;
  min-height:${in_control}px; color:$text3; }
QPushButton[kind="search"]:focus { border:2px solid $focus; padding:0 12px;
  min-height:${ring_control}px; }
"""
_INPUTS = """
QLineEdit, QComboBox, QPlainTextEdit, QAbstractSpinBox { background:$surface; color:$text;
  border:1px solid $outline; border-radius:${r_control}px; padding:0 8px;
  selection-background-color:$accent; selection-color:$on_accent; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height:${in_control}px; }
QPlainTextEdit { padding:4px; }
QTextBrowser { background:$surface; color:$text; border:1px solid $border;
  border-radius:${r_card}px; padding:8px 12px; }
QTextBrowser:focus { border:2px solid $focus; padding:7px 11px; }
QLineEdit:hover, QComboBox:hover, QPlainTextEdit:hover { border-color:$text3; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border:2px solid $focus;
  padding:0 7px; min-height:${ring_control}px; }
QPlainTextEdit:focus { border:2px solid $focus; padding:3px; }
QLineEdit[problem="true"], QComboBox[problem="true"], QPlainTextEdit[problem="true"] {
  border:2px solid $danger; padding:0 7px; min-height:${ring_control}px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background:$sunken;
  color:$outline; border-color:$border; }
QLineEdit QToolButton { background:transparent; border:0; padding:0; margin:0; min-height:0; }
QLineEdit[kind="bare"] { border:0; background:transparent; font-size:$pt_section; padding:0;
  min-height:${h_nav}px; }
QComboBox::drop-down { border:0; width:${h_target}px; subcontrol-position:center right; }
QComboBox::down-arrow { image:url($marks/down_$shade.svg); width:${tick}px; height:${tick}px; }
QComboBox QAbstractItemView { background:$surface; color:$text; border:1px solid $border;
  outline:0; selection-background-color:$accent_soft; selection-color:$text; }
QCheckBox, QRadioButton { spacing:8px; min-height:${h_target}px; outline:0; background:transparent;
  border:2px solid transparent; border-radius:4px; padding:0 4px 0 0; }
QCheckBox:focus, QRadioButton:focus { border-color:$focus; }
QCheckBox::indicator, QRadioButton::indicator { width:${tick}px; height:${tick}px;
  background:$surface; border:1px solid $outline; border-radius:4px; }
QCheckBox::indicator:checked { background:$accent; border-color:$accent;
  image:url($marks/tick_$shade.svg); }
QCheckBox::indicator:indeterminate { background:$accent; border-color:$accent;
  image:url($marks/dash_$shade.svg); }
QRadioButton::indicator { border-radius:${r_badge}px; }
QRadioButton::indicator:checked { border:${dot}px solid $accent; background:$on_accent;
  border-radius:${r_dot}px; width:${dot}px; height:${dot}px; }
"""
_VIEWS = """
QTableView, QListView, QTreeView { background:$surface; border:0; gridline-color:transparent;
  outline:0; }
QTableView QTableCornerButton::section { background:$surface; border:0; }
QHeaderView { background:$surface; }
QHeaderView::section { background:$surface; color:$text3; border:0;
  border-bottom:1px solid $border; padding:8px 10px; font-weight:600; font-size:$pt_caption; }
QHeaderView::section:hover { color:$text; background:$hover; }
QTabBar::tab { background:transparent; color:$text2; padding:8px 4px; margin-right:12px;
  border:0; border-bottom:2px solid transparent; }
QTabBar::scroller { width:56px; }
QTabBar QToolButton { background:$surface; border:0; padding:0; }
QTabBar::tab:hover { color:$text; }
QTabBar::tab:selected { color:$accent; border-bottom-color:$accent; }
QTabBar::tab:focus { border:2px solid $focus; border-radius:4px; }
QScrollArea { border:0; background:transparent; }
QWidget[surface="sections"] { background:$rail; }
QScrollBar:vertical { background:transparent; width:10px; margin:2px; }
QScrollBar:horizontal { background:transparent; height:10px; margin:2px; }
QScrollBar::handle { background:$outline; border-radius:3px; }
QScrollBar::handle:vertical { min-height:32px; }
QScrollBar::handle:horizontal { min-width:32px; }
QScrollBar::add-line, QScrollBar::sub-line { height:0; width:0; }
QScrollBar::add-page, QScrollBar::sub-page { background:transparent; }
QSplitter::handle { background:transparent; }
QSplitter::handle:hover { background:$border; }
QProgressBar { background:$mute_soft; border:0; border-radius:4px; max-height:8px;
  min-height:8px; color:transparent; }
QProgressBar::chunk { background:$data1; border-radius:4px; }
"""
_BARS = """
QMenuBar { background:$rail; border-bottom:1px solid $border; padding:2px 6px; }
QMenuBar::item { padding:4px 9px; border-radius:4px; background:transparent; color:$text; }
QMenuBar::item:selected { background:$hover; }
QMenu { background:$surface; color:$text; border:1px solid $border; padding:6px; }
QMenu::item { padding:7px 26px 7px 12px; border-radius:4px; }
QMenu::item:selected { background:$accent_soft; }
QMenu::item:disabled { color:$outline; }
QMenu::separator { height:1px; background:$border; margin:5px 8px; }
QStatusBar { background:$rail; color:$text2; border-top:1px solid $border; }
QStatusBar::item { border:0; }
"""
_PARTS = (_TEXT, _SURFACES, _BUTTONS, _INPUTS, _VIEWS, _BARS)
