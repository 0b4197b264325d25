// Plots by ECharts, which is large and therefore only fetched where a plot is drawn.

import { THEME_CHANGED } from "./theme.js";

let library = null;

/**
 * Draws into `place`, again when the theme or the width changes; a place that has left the page is let
 * go. `options(colors, width)` gives the chart's options.
 *
 * @returns whether the library could be had
 */
export async function drawChart(place, options) {
  try {
    library ??= import("/vendor/echarts.esm.min.js");
    const { init } = await library;
    keepDrawn(place, init(place, null, { renderer: "svg" }), options);
    return true;
  } catch {
    library = null;
    return false;
  }
}

function keepDrawn(place, chart, options) {
  const draw = () => chart.setOption({ animation: false, ...options(colors(), place.clientWidth) }, true);
  const sizes = new ResizeObserver(() => {
    if (place.isConnected) {
      chart.resize();
      draw();
    } else {
      sizes.disconnect();
      document.removeEventListener(THEME_CHANGED, draw);
      chart.dispose();
    }
  });
  document.addEventListener(THEME_CHANGED, draw);
  sizes.observe(place);
  draw();
}

/** The page's colours as they are now; a probe resolves what the style sheet computes. */
function colors() {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const resolved = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const found = { ink: resolved("ink"), muted: resolved("muted"), line: resolved("line"), accent: resolved("accent"), surface: resolved("surface"), ground: resolved("ground"), quiet: resolved("quiet-bar"), font: getComputedStyle(document.body).fontFamily };
  probe.remove();
  return found;
}
