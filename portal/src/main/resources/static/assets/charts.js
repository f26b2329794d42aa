// Draws what the table beside says; without it the table is there all the same.
"use strict";
for (const place of document.querySelectorAll("[data-chart]")) {
  const rows = [...document.getElementById(place.dataset.table).tBodies[0].rows];
  const names = rows.map((row) => row.cells[0].textContent.trim());
  const values = rows.map((row) => row.cells[1].dataset.value === undefined ? null : Number(row.cells[1].dataset.value));
  const isBar = place.dataset.chart === "bar";
  if (isBar) place.classList.add(rows.length > 12 ? "tall" : "low");
  const figures = { type: "value", minInterval: 1 };
  const labels = { type: "category", data: names, inverse: isBar };
  echarts.init(place, null, { renderer: "canvas" }).setOption({
    animation: false,
    grid: { left: 8, right: 40, top: 24, bottom: 8, containLabel: true },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    xAxis: isBar ? figures : labels,
    yAxis: isBar ? labels : figures,
    series: [{ type: isBar ? "bar" : "line", data: values, color: "#174a8b", symbolSize: 8, label: { show: true, position: isBar ? "right" : "top" } }],
  });
}
