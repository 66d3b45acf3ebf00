'use strict';
(function () {
  const data = JSON.parse(document.getElementById('data').textContent);
  const hours = data.at.map(seconds => seconds / 3600);
  const made = [];
  const width = () => Math.min(960, document.documentElement.clientWidth - 32);
  const axis = { values: (chart, ticks) => ticks.map(hour => hour + ' h') };

  function chart(id, series, columns, right) {
    const scales = { x: { time: false }, y: { range: (u, low, high) => [0, Math.max(1e-9, right ? high : 100)] } };
    const axes = [axis, {}];
    if (right) {
      scales.nodes = { range: (u, low, high) => [0, Math.max(1, high)] };
      axes.push({ scale: 'nodes', side: 1, grid: { show: false } });
    }
    const options = { width: width(), height: 280, scales, axes, series: [{ label: 'hours', value: (u, v) => v === null ? '' : v.toFixed(3) }].concat(series) };
    made.push(new uPlot(options, [hours].concat(columns), document.getElementById(id)));
  }

  chart('utilisation', [{ label: 'utilisation %', stroke: '#0b62a8', width: 2, fill: '#0b62a822' }],
    [data.utilisation.map(share => share * 100)], false);
  chart('queue', [
    { label: 'queued', stroke: '#b3410e', width: 2 },
    { label: 'running', stroke: '#0b62a8', width: 2 },
    { label: 'nodes (right)', stroke: '#3c7a2a', width: 2, dash: [6, 4], scale: 'nodes' }
  ], [data.queued, data.running, data.nodes], true);
  window.addEventListener('resize', () => made.forEach(chart => chart.setSize({ width: width(), height: 280 })));
})();
