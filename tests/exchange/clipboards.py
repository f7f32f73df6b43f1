"""What office programs put on the clipboard, written after what they do; the words are ours."""

EXCEL = """Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000002010\r\n\
<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"
xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Excel.Sheet>
<style>
<!--table
	{mso-displayed-decimal-separator:"\\.";}
.xl65
	{mso-number-format:"\\#\\,\\#\\#0\\.00";}
br
	{mso-data-placement:same-cell;}
-->
</style>
</head>
<body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 width=400 style='border-collapse:collapse;width:300pt'>
<!--StartFragment-->
 <col width=64 style='width:48pt'>
 <col width=10 style='display:none;mso-width-source:userset'>
 <col width=120 span=3 style='width:90pt'>
 <tr height=20 style='height:15.0pt'>
  <td height=20 class=xl66 width=64 style='height:15.0pt;width:48pt'>ชื่อโครงการ/กิจกรรม</td>
  <td class=xl66>ซ่อน</td>
  <td class=xl66>งบประมาณ</td>
  <td class=xl66>ส่วนราชการ</td>
  <td class=xl66>รหัสนโยบาย</td>
 </tr>
 <tr height=40 style='height:30.0pt'>
  <td rowspan=2 height=60 class=xl67 width=64 style='height:45.0pt'>โครงการพัฒนา<br>
    ศักยภาพบุคลากร
    ของหน่วยงาน</td>
  <td class=xl66>x</td>
  <td class=xl65 align=right><span style='mso-spacerun:yes'>&nbsp;</span>1,234.50 </td>
  <td>ส่วนแผนงาน<br>
    ส่วนคลัง</td>
  <td style='mso-number-format:"\\@"'>0702</td>
 </tr>
 <tr height=20 style='height:15.0pt'>
  <td height=20>x</td>
  <td class=xl65 align=right x:num="3584000">#######</td>
  <td></td>
  <td>๑๒๓</td>
 </tr>
 <tr height=20 style='display:none;mso-height-source:userset'>
  <td height=20>โครงการที่ซ่อนไว้</td><td></td><td class=xl65 align=right>9.00</td><td></td><td></td>
 </tr>
 <tr height=20 style='height:15.0pt'>
  <td height=20 colspan=2 style='mso-ignore:colspan'>&quot;โครงการ&quot; A &amp; B</td>
  <td class=xl65>(ไม่ใช้งบประมาณ)</td>
  <td colspan=2 style='mso-ignore:colspan'></td>
 </tr>
 <![if supportMisalignedColumns]>
 <tr height=0 style='display:none'>
  <td width=64 style='width:48pt'></td>
 </tr>
 <![endif]>
<!--EndFragment-->
</table>
</body>
</html>"""

CALC = """<!DOCTYPE html>
<html><head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
	<style type="text/css">body,div,table { font-family:"TH Sarabun New"; font-size:x-small }</style>
</head>
<body>
<table cellspacing="0" border="0">
	<colgroup width="221"></colgroup>
	<colgroup width="85"></colgroup>
	<tr>
		<td height="34" align="left"><font face="TH Sarabun New" size=4>โครงการหนึ่ง<br>บรรทัดสอง</font></td>
		<td align="right" sdval="1234.5" sdnum="1054;0;#,##0.00">1,234.50</td>
	</tr>
	<tr>
		<td colspan=2 height="17" align="center" valign=middle><b>รวมสองช่อง</b></td>
	</tr>
</table>
</body></html>"""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><!--[if gte mso 9]><xml><w:WordDocument><table><tr><td>not shown</td></tr></table></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm;} --></style></head>
<body lang=EN-US style='tab-interval:36.0pt'><!--StartFragment-->
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
 <thead><tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>
  <td width=208 valign=top style='width:155.8pt;border:solid windowtext 1.0pt'>
  <p class=MsoNormal align=center style='text-align:center'><b><span lang=TH style='font-size:16.0pt;font-family:"TH SarabunPSK"'>โครงการ</span></b><b><o:p></o:p></b></p>
  </td>
  <td><p class=MsoNormal><b><span lang=TH>งบประมาณ</span></b><span lang=TH> (บาท)<o:p></o:p></span></p></td>
 </tr></thead>
 <tr style='mso-yfti-irow:1;mso-yfti-lastrow:yes'>
  <td width=208 valign=top>
  <p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><span lang=TH>กิจกรรมที่หนึ่ง<o:p></o:p></span></p>
  <p class=MsoNormal><o:p>&nbsp;</o:p></p>
  <p class=MsoNormal><span lang=TH>กิจกรรมที่สอง</span></p>
  </td>
  <td><p class=MsoNormal>๕๐,๐๐๐.-<o:p></o:p></p></td>
 </tr>
</table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment--></body></html>"""

EXCEL_ACCOUNTING = r"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><style>.xl65{mso-number-format:"_-* \#\,\#\#0\.00_-\;\\-* \#\,\#\#0\.00_-\;_-* \0022-\0022??_-\;_-\@_-";}</style></head><body><table border=0><col width=64 span=4>
<!--StartFragment-->
<tr><td>โครงการอบรมอาสา</td><td class=xl65><span style='mso-spacerun:yes'>&nbsp;</span>1,234,000.00<span style='mso-spacerun:yes'>&nbsp;</span></td><td>ฝ่ายปกครอง</td><td></td></tr>
<tr><td>โครงการลานกีฬา</td><td class=xl65><span style='mso-spacerun:yes'>&nbsp;</span>-<span style='mso-spacerun:yes'>&nbsp;&nbsp; </span></td><td>ฝ่ายปกครอง</td><td></td></tr>
<tr><td>ปรับลดงบโครงการเดิม</td><td class=xl65><span style='mso-spacerun:yes'>&nbsp;</span>(1,234.50)</td><td>ฝ่ายโยธา</td><td></td></tr>
<tr><td>โครงการติดลบ</td><td class=xl65>-<span style='mso-spacerun:yes'>&nbsp;&nbsp; </span>1,234.50<span style='mso-spacerun:yes'>&nbsp;</span></td><td>ฝ่ายโยธา</td><td></td></tr>
<tr><td>โครงการเงินตรา</td><td>฿1,234.00</td><td>ฝ่ายโยธา</td><td></td></tr>
<tr><td>โครงการแสดงย่อ</td><td x:num="15000000">1.5E+07</td><td>ฝ่ายโยธา</td><td></td></tr>
<tr><td>โครงการล้าน</td><td>1.2 ล้าน</td><td>ฝ่ายโยธา</td><td></td></tr>
<tr><td>โครงการเลขไทย</td><td>๑,๒๓๔</td><td>ฝ่ายโยธา</td><td></td></tr>
<tr><td>โครงการไม่ใช้</td><td>ไม่ใช้งบประมาณ</td><td>ฝ่ายโยธา</td><td></td></tr>
<tr><td>โครงการวงเล็บ</td><td>(ไม่ใช้<br>งบประมาณ)</td><td>ฝ่ายโยธา</td><td></td></tr>
<tr><td>รวมทั้งสิ้น</td><td>2,468,000.00</td><td></td><td></td></tr>
<tr><td></td><td></td><td></td><td></td></tr>
<tr><td></td><td></td><td></td><td></td></tr>
<!--EndFragment-->
</table></body></html>"""

GOOGLE_SHEETS = """<google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid #cccccc;}br {mso-data-placement:same-cell;}--></style><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" dir="ltr" border="1" style="table-layout:fixed" data-sheets-root="1"><colgroup><col width="200"/><col width="100"/><col width="100"/><col width="100"/></colgroup><tbody><tr style="height:21px;"><td data-sheets-value='{"1":2,"2":"x"}'>โครงการพัฒนา<br/>ระบบข้อมูล</td><td data-sheets-value='{"1":3,"3":1234567.5}' data-sheets-numberformat='{"1":4,"2":"[$฿]#,##0.00"}'>฿1,234,567.50</td><td>ฝ่ายทะเบียน</td><td></td></tr><tr style="height:21px;"><td>โครงการสวน</td><td data-sheets-value='{"1":3,"3":250000}'>฿250,000.00</td><td>ฝ่ายรักษาความสะอาด</td><td></td></tr></tbody></table>"""
