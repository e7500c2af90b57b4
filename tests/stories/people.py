"""A small spreadsheet of people whose names are written in many scripts."""

from pathlib import Path

import openpyxl

HEADS = ("Name", "Name in own script", "E-mail", "Organisation", "Role", "Community", "Joined")
YORKSHIRE = "Yorkshire and the Humber"
ROWS = (
    ("Amina Yusuf", "أمينة يوسف", "amina@pafras.example", "PAFRAS", "Caseworker"),
    ("Nguyễn Thị Hồng", "", "hong@ibsa.example", "IBSA Legal", "Solicitor"),
    ("Wang Xiaoming", "王小明", "xiaoming@dash.example", "DASH", "Adviser"),
    ("Olena Shevchenko", "Олена Шевченко", "olena@blc.example", "Bradford Law Centre", "Solicitor"),
    ("Selamawit Tadesse", "ሰላማዊት ታደሰ", "", "St Augustine's", "Volunteer"),
    ("Ömer Ağaoğlu", "", "omer@stv.example", "St Vincent's", "Manager"),
)


def workbook(path: Path, *more: tuple[str, ...]) -> Path:
    """Write the people, all members of one community since May 2024; returns the path."""
    book = openpyxl.Workbook()
    book.active.append(HEADS)
    for row in (*ROWS, *more):
        book.active.append((*row, YORKSHIRE, "2024-05"))
    book.save(path)
    return path
