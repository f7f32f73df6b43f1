"""The words that targets are written with, as patterns. No part of a pattern is without bounds: reading takes time that
grows with the text alone. Texts stand as `quantities` lays them out: Arabic digits, one space, "-" for every dash."""

import re

from planner_desktop.regex import regex
from planner_desktop.thai.dates import MONTHS, SHORT_MONTHS
from planner_desktop.thai.number_words import WORDS

BRACKET = "\ufffc"
"""What stands in the place of a bracket, which is read by itself."""


def _any(words: str) -> str:
    """One of some words, the longest first; "_" is where a torn line may have left a space."""
    alternatives = sorted((re.escape(word) for word in words.split()), key=len, reverse=True)
    return "(?:" + "|".join(word.replace("_", r"\s?") for word in alternatives) + ")"


_AT_LEAST = "มากกว่าหรือเท่ากับ ไม่_น้อย_กว่า อย่าง_น้อย ไม่_ต่ำ_กว่า อย่าง_ต่ำ ขั้น_ต่ำ ตั้งแต่ ≥ >="
_MORE = "มาก_กว่า สูง_กว่า เกิน_กว่า เกิน >"
_AT_MOST = "น้อยกว่าหรือเท่ากับ ไม่_เกิน_กว่า ไม่_เกิน ไม่_มาก_กว่า ไม่_สูง_กว่า อย่าง_มาก ≤ <= ภายใน"
_LESS = "น้อย_กว่า ต่ำ_กว่า ไม่_ถึง <"
_EXACTLY = "เท่ากับ = คิดเป็น อยู่ที่ ครบ เพิ่มขึ้นเป็น เพิ่มเป็น ลดลงเหลือ ลดเหลือ"
SIGNS = {
    sign: regex(_any(words))
    for sign, words in {"≥": _AT_LEAST, ">": _MORE, "≤": _AT_MOST, "<": _LESS, "=": _EXACTLY}.items()
}
"""The words before a number by what they mean."""
UP, DOWN = "ขึ้นไป หรือมากกว่า เป็นอย่างน้อย เป็นอย่างต่ำ", "ลงมา ลงไป หรือน้อยกว่า เป็นอย่างมาก"
"""The words behind a number: it and what is above it, it and what is below."""

_OPERATOR = _any(f"{_AT_LEAST} {_MORE} {_AT_MOST} {_LESS} {_EXACTLY}")
_CHANGE = r"(?:(?P<more>เพิ่ม(?:\s?ขึ้น)?)|(?P<less>ลด(?:\s?ลง)?))(?:จากเดิม)?"

# Time words are not counted but for spans of time: "สวน 15 นาที" is a kind of garden.
_TIMES = "ปี เดือน สัปดาห์ วัน วันทำการ ชั่วโมง นาที วินาที"
TIMES = frozenset(_TIMES.split())
"""The units of time."""
_COMMON = f"""{_TIMES} ไตรมาส ครั้ง คน ราย รุ่น รอบ แห่ง เขต หน่วยงาน โครงการ กิจกรรม ภารกิจ แผน ระบบ หลักสูตร ชุดข้อมูล ชุมชน
    เครือข่าย องค์กร ผลงาน รายการ เรื่อง ฉบับ เล่ม ด้าน กลุ่ม สำนัก บาท"""
_UNITS = f"""{_COMMON} ส่วนราชการ สำนักงานเขต แผนงาน ชุด ภาคีเครือข่าย เมือง ผลิตภัณฑ์ คณะ กระบวนงาน กระบวนการ ขั้นตอน ฝ่าย ถนน สาย
    สวน โรงเรียน ศูนย์ จุด หลัง คัน ต้น ดวง ตัว เครื่อง ชิ้น อัน ช่องทาง ประเด็น มาตรการ ตัวชี้วัด ข้อ คะแนน เท่า กิโลเมตร กม. เมตร ตารางเมตร
    ตร.ม. ไร่ ตัน กิโลกรัม กก. ลิตร ลูกบาศก์เมตร ลบ.ม. เมกะวัตต์ นวัตกรรม แพลตฟอร์ม แอปพลิเคชัน เว็บไซต์ ฐานข้อมูล หลังคาเรือน ครัวเรือน
    อาคาร ตำแหน่ง อัตรา สัญญา คดี บทความ คลิป สื่อ แปลง คลอง สะพาน ซอย ทีม บท หน้า ที่นั่ง ประเทศ บริษัท ร้าน ผู้ประกอบการ ใบ แผ่น สถานี
    สนาม ลาน ห้อง จังหวัด รูปแบบ แนวทาง ข้อเสนอ ข้อตกลง นโยบาย มาตรฐาน เวที ป้าย กล้อง ถัง เที่ยว องค์ความรู้"""
_EACH_OF = "ปี|เดือน|สัปดาห์|วัน|ชั่วโมง|นาที|ไตรมาส|ครั้ง|รอบ|รุ่น|คน|แห่ง|เขต"
_FOLLOWS = "ที่ ของ ใน ต่อ จาก และ หรือ โดย เพื่อ ตาม ให้ ได้ แล้ว ซึ่ง สำหรับ ณ ทั้ง พร้อม แก่ กับ ทุก เป็น ขึ้นไป ลงมา เป็นอย่าง"
_SLASH = rf"/(?!(?:{_EACH_OF})(?![ก-๙]))"
_KNOWN_UNIT = rf"{_any(_UNITS)}(?:{_SLASH}{_any(_COMMON)}){{0,4}}(?=[^ก-๙./]|$|{_any(_FOLLOWS)}|/)"
_NO_UNIT = _any(_FOLLOWS + " ถึง ขึ้น ลง แต่ ละ มี จำนวน ร้อยละ ระดับ เปอร์เซ็นต์ ประมาณ ภายใน ไม่ อย่าง ปีละ ครั้งที่")
_OTHER_UNIT = rf"(?!{_NO_UNIT})[ก-๙]{{2,30}}+(?=[\n,;{BRACKET}]|\s-|$|/(?:{_EACH_OF})(?![ก-๙]))"
_YEAR_AHEAD = r"ปี(?:\s?งบ|\s?พ\.|\s?25\d\d|\s[6-9]\d(?!\d))"
_EACH = _any(_COMMON)
_PER = rf"(?:/\s?(?P<per>{_EACH_OF})|ต่อ\s?(?P<per_behind>{_EACH_OF}|คณะ|ชุมชน|หน่วยงาน|โครงการ|หลักสูตร))(?![ก-๙])"

_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?:\.\d{1,3})?(?![\d:]|[.,/]\d)"
_NUMBER = rf"(?:{_DIGITS}|{WORDS}(?=\s?{_any(_COMMON)}|[\s{BRACKET}]|$))"
_SCALES = r"(?:ล้าน|แสน|หมื่น|พัน)(?=\s?(?:บาท|คน|ราย|ครั้ง|ตัน|ไร่|ต้น|ครัวเรือน)|\s?$)"
_PERCENT_SIGN = r"(?:%|เปอร์เซ็นต์|ร้อยละ(?=[\n,;/]|\s?$|\s?(?:ต่อ|ภายใน)))"

PHRASE = rf"""(?P<phrase>
    (?P<lead>
        (?:{_CHANGE}\s?)?
        (?:จำนวน\s?)?
        (?:(?P<operator>{_OPERATOR})\s?)?
        (?:จำนวน\s?)?
        (?:(?P<each>{_EACH}|ๆ\s?)ละ\s?)?
        (?:(?P<operator_behind>{_OPERATOR})\s?)?
        (?:(?P<percent>ร้อย\s?ละ)\s?|(?P<level>ระดับ(?:\s?ที่)?)\s?)?
    )
    (?<![\d.,:/-])(?P<number>{_NUMBER})
    (?:\s?(?P<scale>{_SCALES}))?
    (?:\s?(?P<sign>{_PERCENT_SIGN}))?
    (?:\s?(?:-|ถึง)\s?(?:ร้อยละ\s?|ระดับ\s?)?(?P<to>{_DIGITS})
      |\s?(?:แต่\s?)(?P<end>{_any(_LESS + " ไม่_เกิน")})\s?(?:ร้อยละ\s?)?(?P<up_to>{_DIGITS}))?
    (?:\s?(?P<sign_behind>{_PERCENT_SIGN}))?
    (?:\s?(?!{_YEAR_AHEAD})(?P<unit>{_KNOWN_UNIT}|{_OTHER_UNIT}))?
    (?:\s?(?:(?P<up>{_any(UP)})|(?P<down>{_any(DOWN)})))?
    (?:\s?{_PER})?
)"""
"""A number with what says how it is meant."""

_MONTH = _any(" ".join((*MONTHS, *SHORT_MONTHS)))
_YEAR = r"(?:พ\.?\s?ศ\.?\s?)?(?P<{}>\d{{4}}|\d{{2}})(?![\d.,/:])"
DATE = rf"""(?P<date>(?P<due>(?:ภายใน|ไม่เกิน|ก่อนสิ้น)\s?)?(?:สิ้น\s?)?(?:
    (?:วันที่\s?)?(?P<day>\d{{1,2}})\s?(?:(?P<day_month>{_MONTH})\s?{_YEAR.format("day_year")}|/\s?(?P<month>\d{{1,2}})\s?/\s?(?P<year_behind>\d{{4}}|\d\d)(?!\d))
  | (?:สิ้น\s?)?(?:เดือน\s?)?(?P<month_name>{_MONTH})\s?{_YEAR.format("month_year")}))"""
"""A day, or a month of a year."""
YEAR = rf"""(?P<year>(?:(?P<due_year>ภายใน|ไม่เกิน|ก่อนสิ้น)\s?(?:สิ้น\s?)?|(?P<within>ใน)\s?|(?<![ก-๙]))
    ปี(?:\s?งบประมาณ)?\s?(?:พ\.?\s?ศ\.?\s?)?
    (?:(?P<long>25\d\d)(?![\d.,/]|\s?-\s?\d)|(?P<short>[6-9]\d)(?=[\s{BRACKET}:]|$)(?!\s?(?:{_any(_COMMON)}|%|-))))"""
"""A year that is said to be one."""
NO_NUMBER = r"""(?P<name>(?<![A-Za-z])(?:
    [A-Z]{2,10}[ ][\d][\d.:/-]{0,20}
  | [A-Za-z][A-Za-z./:_&-]{0,30}\d[\w./:-]{0,30}
  | \d{1,10}[A-Za-z]\w{0,30})
  | (?<!อยู่)ที่\s?\d{1,4}(?![\d,])(?:\.\d{1,3}){0,4}
  | พ\.?\s?ศ\.?\s?\d{4}(?!\d)
  | ปี(?:\s?งบประมาณ)?\s?(?:พ\.?\s?ศ\.?\s?)?25\d\d(?!\d)(?:\s?-\s?25\d\d(?!\d))?
  | (?:^|(?<=[\s]))\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?(?<=[.)])(?=\s?[^\d\s]))"""
"""A number that is part of a name or of a numbering: ISO 37001, ส่วนที่ 2, พ.ศ. 2528, "1."."""

TOKEN = regex(rf"{DATE}|{YEAR}|{NO_NUMBER}|{PHRASE}|(?P<unclear>\d)", re.VERBOSE)
"""All that a text holds besides words."""

RISK = regex(
    r"(?:ตั้งแต่|ระหว่าง|ไม่\s?(?:น้อย|ต่ำ|เกิน|มาก|สูง)\s?กว่า|ไม่\s?เกิน|อย่าง\s?น้อย|มาก\s?กว่า|น้อย\s?กว่า|สูง\s?กว่า|ต่ำ\s?กว่า|เกิน\s?กว่า|กว่า\s?$"
    r"|(?<!งบ)ประมาณ|ร้อยละ\s?$|[≥≤<>=]|ภายใน\s?(?:ไตรมาส|เดือน|วันที่)|เพิ่มขึ้น|ลดลง|(?<![ก-๙])(?:เพิ่ม|ลด)(?!เติม|พูน|ประสิทธิภาพ|ทักษะ|ศักยภาพ)"
    r"|(?<![ก-๙])(?:ยกเว้น|ไม่รวม)|^\s?(?:หรือ|/)\s?$)"
)
"""Words that may change what a number means, where they do not stand at it."""
BASE = regex(r"ของ|จาก|เทียบกับ|เมื่อเทียบ|ต่อ")
"""Behind these words stands what a share is a share of."""
BASE_AT_END = regex(r"(?:ของ|จาก|เทียบกับ|ต่อ)(?:ทั้งหมด)?\s?$")
APART = regex(r"[\n,;]|\s\+\s|(?:^|\s)[-•*](?=\s)|(?:^|\s)\d{1,2}\.|(?:และ|รวมทั้ง|พร้อม)\s?$")
"""What parts a target from the next."""
