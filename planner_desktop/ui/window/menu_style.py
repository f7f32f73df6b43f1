"""How the menus of a window are measured."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget


class MenuStyle(QProxyStyle):
    """Room for the mark of a mnemonic: Qt measures a menu's texts without it, and then shortens the longest with it."""

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        found = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]
        if kind == QStyle.ContentsType.CT_MenuItem:
            found.setWidth(found.width() + option.fontMetrics.horizontalAdvance("&"))
        return found
