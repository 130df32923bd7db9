"""Names are shown, never used: without folders, without tricks, with the ending of what it is."""

import pytest

from ibasho.uploads.names import safe_name, said_name

PDF = "application/pdf"


@pytest.mark.parametrize(
    ("name", "media_type", "kept"),
    [
        ("ちらし.pdf", PDF, "ちらし.pdf"),
        ("会則.PDF", PDF, "会則.PDF"),
        ("写真.JPEG", "image/jpeg", "写真.JPEG"),
        ("IMG_0001.HEIC", "image/jpeg", "IMG_0001.jpg"),
        (".heic", "image/jpeg", "書類.jpg"),
        ("見本の𠮷髙.pdf", PDF, "見本の𠮷髙.pdf"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("C:\\書類\\ちらし.pdf", PDF, "ちらし.pdf"),
        ("program.exe", PDF, "program.exe.pdf"),
        ("fdp.\u202eexe", PDF, "fdp.exe.pdf"),
        ("あ" * 300 + ".pdf", PDF, "あ" * 251 + ".pdf"),
        ("あ" * 300, "image/png", "あ" * 251 + ".png"),
        ("二\r\n行.pdf", PDF, "二  行.pdf"),
        ("\u200b", PDF, "書類.pdf"),
        (".pdf", PDF, "書類.pdf"),
    ],
)
def test_a_safe_name(name, media_type, kept):
    assert safe_name(name, media_type) == kept


@pytest.mark.parametrize(
    ("name", "said"),
    [("何か.pdf", "何か.pdf"), ("あ" * 300, "あ" * 60 + "…"), ("../\u200b", "書類")],
)
def test_a_name_in_a_sentence(name, said):
    assert said_name(name) == said
