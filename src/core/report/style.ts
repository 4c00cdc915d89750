/** The look of a report: system fonts, its own light and dark, light on paper. */
export function styleSheet(colours: { readonly light: string; readonly dark: string }): string {
  return `
:root{color-scheme:light dark;--ground:#fdfcfa;--panel:#f5f3ee;--ink:#1a1d1f;--faint:#5b6064;--line:#d8d3c8;--accent:#0b646b}
${colours.light}
.dark{display:none}
@media screen and (prefers-color-scheme:dark){
:root{--ground:#16191b;--panel:#1d2124;--ink:#e9e7e2;--faint:#a3aaaf;--line:#3c4348;--accent:#6cc6c4}
${colours.dark}
.light{display:none}
.dark{display:block}
}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
header,nav,main,footer{max-width:860px;margin:0 auto;padding:0 24px}
header{padding-top:40px}
footer{padding-bottom:48px;color:var(--faint)}
h1{font-size:28px;line-height:1.2;letter-spacing:-.015em;margin:0 0 8px}
h2{font-size:21px;line-height:1.25;margin:48px 0 8px;padding-top:16px;border-top:2px solid var(--ink)}
h3{font-size:17px;line-height:1.3;margin:36px 0 4px}
h4{font-size:15px;margin:0}
p{margin:6px 0}
a{color:var(--accent)}
code{font:13px/1.4 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;margin:12px 0}
dt{color:var(--faint)}
dd{margin:0;min-width:0;overflow-wrap:anywhere}
nav ul{columns:2;gap:32px;padding:0;margin:8px 0;list-style:none}
nav li{break-inside:avoid}
.facts{color:var(--faint);margin:2px 0 8px}
figure{margin:20px 0 28px}
figcaption{color:var(--faint)}
svg{display:block;width:100%;height:auto;max-width:760px;font-family:Helvetica,Arial,"Liberation Sans","Noto Sans",sans-serif}
.picture svg{border:1px solid var(--line)}
.table{overflow-x:auto;margin-top:12px}
.table:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--faint);padding:4px 0}
th,td{text-align:left;font-weight:400;vertical-align:top;padding:3px 18px 3px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere;max-width:360px}
thead th{font-weight:600;border-bottom-color:var(--ink);vertical-align:bottom}
.number{text-align:right;white-space:nowrap}
@media print{
@page{margin:18mm}
body{font-size:10.5pt;background:#fff}
header,nav,main,footer{max-width:none;padding:0}
h2{break-before:page}
h2,h3,h4{break-after:avoid}
svg,tr{break-inside:avoid}
.table{overflow:visible}
}
`;
}
