"""A document that has whatever Word may have: texts that are to be found once each, and texts that are not to be found."""

from tests.exchange.word.building import docx, field, numbered, p, r, sdt, span, tbl, tc, tr

CONTINUES = "<w:vMerge/>"
RESTARTS = '<w:vMerge w:val="restart"/>'
BOX = "<w:txbxContent>{content}</w:txbxContent>"


def shape(content: str, fallback: str) -> str:
    """A run with a text box in both of the forms that Word writes."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="Text Box 1"/>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{BOX.format(content=content)}</wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{BOX.format(content=fallback)}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


BODY = "".join(
    (
        # paragraphs
        p("T01 หัวข้อ", style="1"),
        p("T02 หัวข้อ", style="MyHeading"),
        p(r("T03 ข้อ"), r("ความ"), r("ไท", "<w:b/><w:bCs/>"), r("ย")),
        sdt(p("T04 ในตัวควบคุม")),
        p(sdt(r("T05 ตัวควบคุมในย่อหน้า")), " หลัง"),
        p('<w:hyperlink r:id="rIdL">' + r("T06 ลิงก์") + "</w:hyperlink>"),
        p("<w:smartTag>" + r("T07 แท็ก") + "</w:smartTag>"),
        "<w:customXml>" + p("T08 customXml") + "</w:customXml>",
        p('<w:ins w:id="1" w:author="ก">' + r("T09 แทรก") + "</w:ins>"),
        p('<w:moveTo w:id="2">' + r("T10 ย้ายมา") + "</w:moveTo>"),
        p('<w:moveFrom w:id="3">' + r("N01 ย้ายไป") + "</w:moveFrom>", "T11 อยู่"),
        p('<w:del w:id="4"><w:r><w:delText>N02 ลบ</w:delText></w:r></w:del>', "T12 อยู่"),
        p('<w:fldSimple w:instr=" REF N03คำสั่ง ">' + r("T13 ผลของฟิลด์") + "</w:fldSimple>"),
        p(field(" PAGEREF N04คำสั่ง ", r("T14 ผลของฟิลด์"))),
        p(field(" IF " + "1 = 1", r("T15 "), field(" REF x ", r("T16 ในฟิลด์")), r(" T17 ท้าย"))),
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE </w:instrText></w:r>',
            field(" REF y ", r("N05 ผลในคำสั่ง")),
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            r("T18 ผลนอก"),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        p("T19 เชิงอรรถ", '<w:r><w:footnoteReference w:id="1"/></w:r>', " ต่อ"),
        p("T20 อ้างอิงท้าย", '<w:r><w:endnoteReference w:id="2"/></w:r>'),
        p("T21 ก", "<w:r><w:noBreakHyphen/></w:r>", r("ข"), "<w:r><w:softHyphen/></w:r>", r("ค")),
        p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', " T22 เครื่องหมาย"),
        p("T23 ก", "<w:r><w:tab/></w:r>", r("ข"), "<w:r><w:br/></w:r>", r("T24 บรรทัดใหม่")),
        p(r("N06 ซ่อน", "<w:vanish/>"), "T25 ไม่ซ่อน"),
        p(r("N07 ขีดฆ่า", "<w:strike/>"), "T26 ไม่ขีดฆ่า"),
        p("T27 ย่อหน้าแรก", properties="<w:rPr><w:del/></w:rPr>"),
        p(" T28 ต่อกัน"),
        p("T29 กล่อง", shape(p("T30 ในกล่องข้อความ"), p("T30 ในกล่องข้อความ"))),
        p("<w:r><w:pict><v:shape><v:textbox>" + BOX.format(content=p("T31 กล่องเดิม")) + "</v:textbox></v:shape></w:pict></w:r>"),
        p(
            '<mc:AlternateContent><mc:Choice Requires="w99">' + r("N08 ไม่รู้จัก") + "</mc:Choice><mc:Fallback>"
            + r("T32 แทน") + "</mc:Fallback></mc:AlternateContent>"
        ),
        p("<m:oMath><m:r><m:t>T33 x=1</m:t></m:r></m:oMath>"),
        p("T34 ข้อ", properties=numbered(1)),
        p("T35 ข้อ", properties=numbered(1)),
        p("T36 ข้อย่อย", properties=numbered(1, 1)),
        # tables
        tbl(
            tr(tc("T37 หัว", properties=span(2)), "T38 หัว", properties="<w:tblHeader/>"),
            tr(tc("T39 ลง", properties=RESTARTS), "T40", "T41"),
            tr(tc(properties=CONTINUES), sdt(tc("T42 ช่องในตัวควบคุม")), tc(sdt(p("T43 ย่อหน้าในช่อง")))),
            sdt(tr("T44 แถวในตัวควบคุม", "T45", "T46")),
            tr("N09 แถวที่ลบ", "N10", "N11", properties='<w:del w:id="9"/>'),
            tr("T47 ท้ายซ้าย", properties='<w:gridAfter w:val="2"/>'),
            tr("T48 ท้ายขวา", properties='<w:gridBefore w:val="2"/>'),
            tr(tc("T49 รวมแบบเก่า", properties='<w:hMerge w:val="restart"/>'), tc(properties="<w:hMerge/>"), "T50"),
        ),
        sdt(tbl(tr("T51 ตารางในตัวควบคุม", tc(tbl(tr("T52 ตารางใน", "T53")), "T54 ใต้ตารางใน")))),
        tbl(
            tr(tc(p(properties=numbered(2))), "T55 ลำดับ"),
            tr(tc(p(properties=numbered(2))), tc(p("T56 ก", "<w:r><w:br/></w:r>", r("ข")), "T57 สอง")),
            tr(tc("N12 ช่องที่ลบ", properties='<w:cellDel w:id="1"/>'), tc("T58 เซลล์รวม", properties=span(1000000))),
        ),
        p("T59 จบ"),
    )
)  # fmt: skip

NUMBERING = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/><w:lvlText w:val="ข้อ %1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="thaiLetters"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>"""


def document(*, strict: bool = False) -> bytes:
    """The document."""
    return docx(
        BODY,
        numbering=NUMBERING,
        footnotes={1: p("<w:r><w:footnoteRef/></w:r>", "F01 เชิงอรรถ")},
        endnotes={2: p("F02 อ้างอิง")},
        related={"rIdL": ("hyperlink", "https://example.org/")},
        strict=strict,
    )
