"""Thai digits wherever a reader wants them, and codes as they can be searched for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.thai.digits import in_thai_digits, to_arabic


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1 ตุลาคม 2567", "๑ ตุลาคม ๒๕๖๗"),
        ("โครงการที่ 1.2.3 งบประมาณ 10,991,500.50 บาท", "โครงการที่ ๑.๒.๓ งบประมาณ ๑๐,๙๙๑,๕๐๐.๕๐ บาท"),
        ("ปี 2566-2570 ร้อยละ 80 (24/7)", "ปี ๒๕๖๖-๒๕๗๐ ร้อยละ ๘๐ (๒๔/๗)"),
        ("ผลหาร x 100 หนัก 10 kg 5", "ผลหาร x ๑๐๐ หนัก ๑๐ kg ๕"),
        ("(OKR 7402) 12", "(OKR 7402) ๑๒"),
        ("OKRs 9120-2 KPI 5.3.1.3 ปี 2568", "OKRs 9120-2 KPI 5.3.1.3 ปี ๒๕๖๘"),
        ("ISO 9001:2015 และ ISO37001 ข้อ 4", "ISO 9001:2015 และ ISO37001 ข้อ ๔"),
        ("KR 1 : 20 ครั้ง", "KR 1 : ๒๐ ครั้ง"),
        ("ITA 2568", "ITA ๒๕๖๘"),  # a year
        ("P058 KPI2.1 A4 5G COVID-19 PM 2.5 10%", "P058 KPI2.1 A4 5G COVID-19 PM 2.5 ๑๐%"),
        ("https://a.go.th/2568/x1?y=2 ปี 2568", "https://a.go.th/2568/x1?y=2 ปี ๒๕๖๘"),
        ("plan1@bangkok.go.th โทร 0 2221 2141", "plan1@bangkok.go.th โทร ๐ ๒๒๒๑ ๒๑๔๑"),
        ("แผน2568.pdf หน้า 2", "แผน2568.pdf หน้า ๒"),
        ("ข้อ 3(KPI)4", "ข้อ ๓(KPI)๔"),
    ],
)
def test_what_is_printed_in_thai_digits(text: str, printed: str) -> None:
    assert in_thai_digits(text) == printed


@given(st.text(alphabet="0123456789๑ กOKRabc./:-@ \n"))
def test_only_digits_change(text: str) -> None:
    printed = in_thai_digits(text)
    assert len(printed) == len(text)
    assert to_arabic(printed) == to_arabic(text)
    assert to_arabic(in_thai_digits(printed)) == to_arabic(text)
