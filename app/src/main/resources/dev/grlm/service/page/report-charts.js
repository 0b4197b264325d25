// The options of the report's two plots.

const ROW_HEIGHT = 40;
export const HEADLINE = "ndcg@10";

// Below this width of the chart in pixels the names stand above their bars, so that none is cut.
const NARROW = 560;

export function barsHeight(rows) {
  return rows.length * ROW_HEIGHT + 70;
}

/** Bars of the headline metric with their intervals, and the floor as a line through all of them. */
export function barsOptions(rows, floor) {
  const floorValue = rows.find((row) => row.name === floor)?.metrics[HEADLINE];
  return (colors, width) => ({
    textStyle: { fontFamily: colors.font },
    grid: { left: 8, right: 24, top: 36, bottom: 28, containLabel: true },
    tooltip: { trigger: "axis", axisPointer: { type: "none" }, ...tooltipColors(colors), valueFormatter: (value) => Number(value).toFixed(4) },
    xAxis: { type: "value", axisLabel: { color: colors.muted }, splitLine: { lineStyle: { color: colors.line } } },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map((row) => (row.name === floor ? `${row.name} (floor)` : row.name)),
      axisLabel: width < NARROW ? nameAbove(colors) : { color: colors.ink },
      z: 10,
      axisTick: { show: false },
      axisLine: { show: false },
    },
    series: [
      {
        name: "NDCG@10",
        type: "bar",
        barWidth: width < NARROW ? 10 : 16,
        data: rows.map((row) => ({
          value: row.metrics[HEADLINE],
          itemStyle: { color: row.preset ? colors.accent : colors.quiet, borderRadius: [0, 3, 3, 0] },
        })),
        markLine: floorValue === undefined ? undefined : floorLine(floorValue, colors),
      },
      whiskers(rows, colors),
    ],
  });
}

function nameAbove(colors) {
  return { color: colors.ink, inside: true, margin: 0, align: "left", verticalAlign: "bottom", padding: [0, 0, 11, 0], textBorderColor: colors.ground, textBorderWidth: 3 };
}

export function trainingOptions(points) {
  return (colors) => ({
    textStyle: { fontFamily: colors.font },
    grid: { left: 8, right: 8, top: 48, bottom: 36, containLabel: true },
    legend: { top: 0, left: 0, textStyle: { color: colors.ink } },
    tooltip: { trigger: "axis", ...tooltipColors(colors) },
    xAxis: { type: "value", name: "Epoch", nameLocation: "middle", nameGap: 26, nameTextStyle: { color: colors.muted }, axisLabel: { color: colors.muted }, splitLine: { show: false }, min: "dataMin" },
    yAxis: [
      valueAxis(colors, "Loss"),
      { ...valueAxis(colors, "Validation"), splitLine: { show: false } },
    ],
    series: [
      curve("Loss", points.map((point) => [point.epoch, point.loss]), colors.muted, "dashed", "circle"),
      { ...curve("Validation", points.filter((point) => point.validation !== undefined).map((point) => [point.epoch, point.validation]), colors.accent, "solid", "diamond"), yAxisIndex: 1 },
    ],
  });
}

function curve(name, data, color, type, symbol) {
  return { name, type: "line", data, symbol, symbolSize: 9, itemStyle: { color }, lineStyle: { color, type, width: 2 } };
}

function valueAxis(colors, name) {
  return {
    type: "value",
    name,
    scale: true,
    nameTextStyle: { color: colors.muted },
    axisLabel: { color: colors.muted },
    splitLine: { lineStyle: { color: colors.line } },
  };
}

function tooltipColors(colors) {
  return { backgroundColor: colors.surface, borderColor: colors.line, textStyle: { color: colors.ink } };
}

function floorLine(value, colors) {
  return {
    symbol: "none",
    silent: true,
    precision: 8,
    lineStyle: { color: colors.ink, type: "dashed", width: 1 },
    label: { formatter: "floor", color: colors.muted, position: "start", distance: 4 },
    data: [{ xAxis: value }],
  };
}

/** A thin line from the low to the high end of every interval. */
function whiskers(rows, colors) {
  const data = rows
    .map((row, at) => [at, ...(row.interval95[HEADLINE] ?? [])])
    .filter((entry) => entry.length === 3);
  return {
    name: "95 % interval",
    type: "custom",
    silent: true,
    z: 5,
    tooltip: { show: false },
    encode: { x: [1, 2], y: 0 },
    data,
    renderItem(params, api) {
      const low = api.coord([api.value(1), api.value(0)]);
      const high = api.coord([api.value(2), api.value(0)]);
      const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: colors.ink, lineWidth: 1.5 } });
      return {
        type: "group",
        children: [
          line(low[0], low[1], high[0], high[1]),
          line(low[0], low[1] - 4, low[0], low[1] + 4),
          line(high[0], high[1] - 4, high[0], high[1] + 4),
        ],
      };
    },
  };
}
