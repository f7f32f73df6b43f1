"""What README.html of a bundle is made of beside the plan: its fonts, its style, its search, and the small forms."""

import base64
from functools import cache
from html import escape

from planner_desktop.app_paths import FONTS

POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:"
"""What a browser lets the page do: nothing but what it brings along. It asks no network, and sends nothing."""
SCRIPT = """
for(const box of document.querySelectorAll('input[data-of]')){
  const table=document.getElementById(box.dataset.of),rows=[...table.tBodies[0].rows];
  const texts=rows.map(row=>row.textContent.toLowerCase());
  const count=document.getElementById(box.dataset.of+'-count');
  const find=()=>{const words=box.value.toLowerCase().split(/\\s+/);let n=0;
    rows.forEach((row,i)=>{row.hidden=!words.every(word=>texts[i].includes(word));n+=!row.hidden});
    count.textContent=n};
  box.addEventListener('input',find);find()}
addEventListener('beforeprint',()=>document.querySelectorAll('details').forEach(each=>each.open=true))
"""
_STYLE = """
*{box-sizing:border-box}
body{font:17px/1.55 Sarabun,Tahoma,sans-serif;margin:0;color:#1d2733;background:#f3f5f8}
header,main{max-width:76rem;margin:auto;padding:0 1.25rem}
.top{background:#14406b;color:#fff;padding:1.1rem 0}
.top h1{font-size:1.6rem;line-height:1.3;margin:0}.top p{margin:.2rem 0 0}
nav{background:#fff;border-bottom:1px solid #c9d3de;position:sticky;top:0;z-index:2}
nav div{max-width:76rem;margin:auto;padding:.4rem 1.25rem;display:flex;gap:1.25rem;overflow-x:auto;white-space:nowrap}
a{color:#0b57a4}
section{background:#fff;border:1px solid #d5dde6;border-radius:6px;padding:.9rem 1.1rem;margin:1rem 0;
scroll-margin-top:3rem}
h2{font-size:1.2rem;margin:0 0 .5rem}
.cards{display:flex;flex-wrap:wrap;gap:.75rem}
.cards div{flex:1 1 9rem;border-left:4px solid #1f6fb5;background:#f3f7fb;padding:.45rem .8rem}
.cards b{display:block;font-size:1.35rem;line-height:1.3;overflow-wrap:anywhere}
.cards .bad{border-color:#a61b1b;background:#fdf1f1}
.stop{border:2px solid #a61b1b;background:#fdf1f1}
.stop h2{color:#8c1515}
.wide{overflow:auto;max-height:34rem;border:1px solid #d5dde6}
table{border-collapse:collapse;width:100%}
table[id]{min-width:46rem}
th,td{border-bottom:1px solid #dde4eb;padding:.3rem .6rem;text-align:left;vertical-align:top}
th{background:#e6edf4;position:sticky;top:0}
table[id] th{min-width:5.5rem}
tbody tr:nth-child(even){background:#f8fafc}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.chart{width:32%;min-width:3rem;vertical-align:middle}
.bar{background:#1f6fb5;height:.95rem;min-width:1px}
.find{display:flex;gap:.75rem;align-items:center;margin:0 0 .5rem}
input{font:inherit;padding:.35rem .6rem;width:22rem;max-width:100%;border:1px solid #7d8b99;border-radius:4px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0}
dt{color:#51606f}dd{margin:0;overflow-wrap:anywhere}
ul{margin:.2rem 0 .6rem;padding-left:1.3rem}li{margin:.25rem 0}
summary{cursor:pointer;font-weight:bold;padding:.15rem 0}
small{color:#51606f;font-size:.92em}
pre{font:inherit;background:#f3f5f8;padding:.6rem .8rem;margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.error{color:#8c1515}
@media(max-width:40rem){body{font-size:16px}dl{grid-template-columns:1fr}dt{margin-top:.3rem}.top h1{font-size:1.3rem}
section{margin:.75rem -.5rem;padding:.7rem .6rem}.cards div{flex-basis:7rem}th,td{padding:.25rem .35rem}
.chart{width:15%}}
@page{size:A4 landscape;margin:12mm}
@media print{body{background:#fff;font-size:10pt}header,main{max-width:none;padding:0}
.top{background:none;color:#000;padding:0}nav,.find input{display:none}
section{border:0;padding:0;break-inside:auto}.wide{max-height:none;overflow:visible;border:0}th{position:static}
table[id],table[id] th{min-width:0}h2{break-after:avoid}tr,.cards div{break-inside:avoid}
thead{display:table-header-group}
.bar,.cards div,th{print-color-adjust:exact;-webkit-print-color-adjust:exact}a{color:inherit}}
"""


@cache
def style() -> str:
    """The page's style with its fonts."""
    faces = []
    for weight, name in ((400, "Regular"), (700, "Bold")):
        font = base64.b64encode((FONTS / f"Sarabun-{name}.woff").read_bytes()).decode()
        source = f"url(data:font/woff;base64,{font}) format('woff')"
        faces.append(f"@font-face{{font-family:Sarabun;font-weight:{weight};src:{source}}}")
    return "\n".join(faces) + _STYLE


def link(target: str) -> str:
    """A link to a file of the bundle."""
    return f'<a href="{escape(target)}">{escape(target)}</a>'


def section(words: str, *, id: str = "", kind: str = "") -> str:
    """The beginning of a part of the page, with its heading."""
    told = "".join(f' {name}="{value}"' for name, value in (("id", id), ("class", kind)) if value)
    return f"<section{told}><h2>{escape(words)}</h2>"
