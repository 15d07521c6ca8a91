#include "office/report_page_parts.h"

namespace jembatan::office {

/// Contrasts of text are at least 4.5 to 1 (WCAG AA); the accent prints as a dark grey.
std::string_view report_style() {
  return R"css(
:root { --ink: #17212b; --soft: #4d5963; --rule: #d3dae0; --wash: #f3f6f8; --accent: #0b5d6b; color-scheme: light; }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; background: #fff; color: var(--ink);
  font: 15px/1.5 "Segoe UI", "Helvetica Neue", Arial, "Noto Sans", "DejaVu Sans", sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 2.2rem 1.5rem 4rem; }
header { border-top: 6px solid var(--accent); padding-top: 1rem; display: flex; justify-content: space-between;
  align-items: flex-end; gap: 1rem 2rem; flex-wrap: wrap; }
h1 { font-size: 1.65rem; line-height: 1.2; margin: 0; letter-spacing: -.01em; }
.period { font-size: 1.65rem; line-height: 1.2; font-weight: 700; color: var(--accent); white-space: nowrap; }
.meta { color: var(--soft); margin: .35rem 0 0; font-size: .9rem; }
.summary { font-size: 1.2rem; line-height: 1.45; margin: 1.2rem 0 1.3rem; max-width: 48rem; }
.tiles { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0; border: 1px solid var(--rule); border-width: 1px 0; }
.tile { padding: .75rem 1rem .7rem; border-left: 1px solid var(--rule); }
.tile:nth-child(3n+1) { border-left: 0; padding-left: 0; }
.tile:nth-child(n+4) { border-top: 1px solid var(--rule); }
.tile .name { color: var(--soft); font-size: .82rem; }
.tile .big { font-size: 1.75rem; line-height: 1.2; font-weight: 700; font-variant-numeric: tabular-nums; }
.tile .sub { color: var(--soft); font-size: .82rem; }
h2 { font-size: 1.25rem; margin: 2.6rem 0 .4rem; padding-top: .7rem; border-top: 2px solid var(--accent); }
h3 { font-size: 1rem; margin: 1.5rem 0 .4rem; }
.lead, .note { color: var(--soft); margin: .2rem 0 .8rem; max-width: 46rem; }
.note { font-size: .87rem; margin-top: .5rem; }
figure { margin: .9rem 0 .2rem; }
figure svg { display: block; width: 100%; height: auto; }
.pair { display: grid; grid-template-columns: 3fr 2fr; gap: 0 2.2rem; }
.pair h3 { margin-top: 1.1rem; }
ul { margin: .2rem 0; padding-left: 1.1rem; }
li { margin: .18rem 0; }
.marked { border-left: 4px solid var(--accent); padding: .1rem 0 .1rem .9rem; margin-left: 0; list-style: none; }
nav { margin: 1.2rem 0 0; font-size: .87rem; color: var(--soft); }
nav a { color: var(--accent); margin-right: .9rem; white-space: nowrap; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .87rem; margin: .3rem 0 .8rem; }
caption { text-align: left; font-weight: 700; padding: .5rem 0 .25rem; caption-side: top; }
th, td { text-align: left; vertical-align: top; padding: .28rem .7rem .28rem 0; border-bottom: 1px solid var(--rule); }
th { color: var(--soft); font-weight: 600; border-bottom: 1.5px solid var(--ink); vertical-align: bottom; }
th.n, td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
tr.total td { font-weight: 700; border-top: 1.5px solid var(--ink); border-bottom: 0; }
td.mono, .mono { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace; font-size: .8rem; overflow-wrap: anywhere; }
.bar { display: inline-block; width: 4.2rem; height: .6rem; margin-left: .6rem; border: 1px solid #8a96a0; background: #fff; }
.bar i { display: block; height: 100%; background: var(--accent); }
details { margin: .6rem 0; } summary { cursor: pointer; color: var(--accent); }
footer { margin-top: 2.5rem; padding-top: .7rem; border-top: 1px solid var(--rule); color: var(--soft); font-size: .82rem; }
.t { font-size: 12px; fill: #4d5963; } .strong { font-size: 13px; font-weight: 700; fill: #17212b; }
.solid { fill: #0b5d6b; } .hatched { fill: url(#hatch); stroke: #5b6670; stroke-width: .8; }
.dotted { fill: url(#dots); stroke: #5b6670; stroke-width: .8; }
.axis { stroke: #17212b; stroke-width: 1.2; } .grid { stroke: #d3dae0; stroke-width: 1; }
.spread { stroke: #0b5d6b; stroke-width: 2; } .ring { fill: #fff; stroke: #0b5d6b; stroke-width: 2; }
@media (max-width: 640px) { .tiles { grid-template-columns: repeat(2, 1fr); } .pair { grid-template-columns: 1fr; }
  .tile:nth-child(n) { border-left: 0; padding-left: 0; } .tile:nth-child(n+3) { border-top: 1px solid var(--rule); } }
@page { size: A4; margin: 16mm 15mm 17mm; }
@media print {
  body { font-size: 9.6pt; line-height: 1.42; } main { max-width: none; padding: 0; }
  nav { display: none; } h1, .period { font-size: 18pt; } .summary { font-size: 12.5pt; margin: 4mm 0 5mm; }
  .tile .big { font-size: 17pt; } h2 { font-size: 13.5pt; margin-top: 9mm; }
  section.page { break-before: page; } section.page > h2:first-child { margin-top: 0; }
  h2, h3, caption { break-after: avoid; } figure, tr, .tile, .keep { break-inside: avoid; }
  thead { display: table-header-group; } .scroll { overflow: visible; }
  .lead, .note { orphans: 3; widows: 3; }
}
)css";
}

}  // namespace jembatan::office
