"""Running text as word processors put it on the clipboard, written after what they do; the words are ours."""

DOT = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def item(marker: str, text: str, of: str = "l0 level1 lfo1") -> str:
    """A paragraph of a list as Word writes it."""
    return f"""<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:{of}'><![if !supportLists]><span
lang=TH style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>{marker}<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=TH
style='font-size:16.0pt'>{text}<o:p></o:p></span></p>
"""


WORD = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm}} --></style></head>
<body lang=EN-US><!--StartFragment-->
<p class=MsoToc1><a href="#_Toc1">สารบัญ 1</a></p>
<h1 style='margin-bottom:0cm'><span lang=TH style='color:#2F5496'>สถานการณ์<o:p></o:p></span></h1>
<p class=MsoNormal style='text-indent:36.0pt'><span lang=TH>กรุงเทพ&nbsp; มหานคร<b>มีพื้นที่</b></span><sup>2</sup>
<span style='color:red'>1,568.7</span> ตร.กม.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span>[1]</span><![endif]></span></span></a><span
lang=TH> นํ้าท่วม<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<h2><![if !supportLists]><span style='mso-list:Ignore'>1.1<span>&nbsp;&nbsp; </span></span><![endif]>ภารกิจ</h2>
{item("1.", "งานแผน")}{item("2.", "งาน<br>คลัง")}{item("3.", "งานบริหาร")}
<p class=MsoNormal>ได้แก่</p>
{item("·", "ข้อแรก", "l1 level1 lfo2")}{item("o", "ข้อย่อย", "l1 level2 lfo2")}
<p class=MsoCaption><span lang=TH>ตารางที่ </span><!--[if supportFields]><span> SEQ </span><![endif]--><span>1</span> บุคลากร</p>
<table class=MsoTableGrid border=1 cellspacing=0>
 <tr><td rowspan=2><p class=MsoNormal>ปี</p></td><td colspan=2><p class=MsoNormal align=center><b>จำนวน</b></p></td></tr>
 <tr><td><p class=MsoNormal>ชาย</p></td><td><p class=MsoNormal>หญิง</p></td></tr>
 <tr><td><p class=MsoNormal>๒๕๖๗</p></td><td><p class=MsoNormal>10</p><p class=MsoNormal>คน</p></td><td><p class=MsoNormal>&nbsp;</p></td></tr>
</table>
<p class=MsoNormal>ที่มา: กองการเจ้าหน้าที่</p>
<p class=MsoNormal align=center><!--[if gte vml 1]><v:shape><v:imagedata src="file:///C:/x/clip_image001.png"/></v:shape><![endif]--><![if !vml]><img
width=378 height=200 src="data:image/gif;base64,{DOT}" v:shapes="p1"><![endif]><o:p></o:p></p>
<p class=MsoCaption>ภาพที่ 1 แผนที่</p>
<p class=MsoNormal><del>ที่ลบแล้ว</del>จบ</p>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> สำนักการ<b>โยธา</b></p><p class=MsoFootnoteText>พ.ศ. 2567</p></div>
</div><!--EndFragment--></body></html>"""

WRITER = f"""<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
<style type="text/css">p {{ line-height: 115% }}</style></head><body lang="th-TH"><h2 class="western">หัวข้อ</h2>
<p style="margin-bottom: 0cm"><font face="TH Sarabun New"><font size="4">ย่อหน้า<a class="sdfootnoteanc" name="sdfootnote1anc"
href="#sdfootnote1sym"><sup>1</sup></a></font></font></p>
<ol><li><p>หนึ่ง</p></li><li><p>สอง</p><ul><li><p>ย่อย</p></li></ul></li></ol>
<p>คั่น</p>
<ol start="3"><li><p>สาม</p></li></ol>
<ul><li><p>ก</p></li><li><p>ข</p></li></ul>
<p><img src="data:image/gif;base64,{DOT}" name="Image1" width="2000" height="10" border="0"/></p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>ที่มา</p></div>
</body></html>"""
