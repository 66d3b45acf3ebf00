'use strict';
(function () {
  const data = JSON.parse(document.getElementById('data').textContent);
  const byId = id => document.getElementById(id);
  const tableRows = Array.from(document.querySelectorAll('#rows tbody tr'));
  const buttons = tableRows.map(row => row.querySelector('button'));
  const MOST_IN_CHART = 100;
  const SYMBOLS = { regressed: 'triangle', improved: 'diamond', equivalent: 'circle', inconclusive: 'emptyCircle' };
  const charts = [];
  let chosen = -1;
  let shown = [];

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const percent = ratio => (ratio >= 1 ? '+' : '') + ((ratio - 1) * 100).toFixed(1) + '%';
  const side = row => data.sides.length > 1 ? ' [' + row.side + ']' : '';
  const label = (row, parts = 2) => row.benchmark.split('.').slice(-parts).join('.') + (row.details ? ' (' + row.details + ')' : '') + side(row);

  function chart(id, height, option) {
    const element = byId(id);
    const old = echarts.getInstanceByDom(element);
    if (old) {
      charts.splice(charts.indexOf(old), 1);
      old.dispose();
    }
    element.style.height = height + 'px';
    const made = echarts.init(element, null, { renderer: 'svg' });
    made.setOption(Object.assign({
      animation: false,
      textStyle: { color: colour('fg'), fontFamily: 'system-ui, sans-serif' },
      tooltip: { renderMode: 'richText', confine: true }
    }, option));
    charts.push(made);
    return made;
  }

  function axis(extra) {
    return Object.assign({
      axisLabel: { color: colour('fg') },
      axisLine: { lineStyle: { color: colour('soft') } },
      splitLine: { lineStyle: { color: colour('line') } },
      nameTextStyle: { color: colour('soft') }
    }, extra);
  }

  /** The interval as a line with its estimate as a mark; an unbounded interval is left out. */
  function drawInterval(params, api) {
    const low = api.coord([api.value(0), api.value(3)]);
    const high = api.coord([api.value(2), api.value(3)]);
    const stroke = { stroke: api.visual('color'), lineWidth: 2 };
    const tick = x => ({ type: 'line', shape: { x1: x, y1: low[1] - 4, x2: x, y2: low[1] + 4 }, style: stroke });
    return { type: 'group', children: [
      { type: 'line', shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] }, style: stroke },
      tick(low[0]), tick(high[0])
    ] };
  }

  function intervals() {
    const rows = shown.slice(0, MOST_IN_CHART).map(i => data.rows[i]);
    const narrow = byId('intervals').clientWidth < 600;
    const drawn = rows.map((row, y) => ({ row, y }))
      .filter(item => item.row.costRatio !== null && item.row.costInterval[0] !== null);
    const points = item => ({
      value: [(item.row.costRatio - 1) * 100, item.y],
      symbol: SYMBOLS[item.row.verdict],
      itemStyle: { color: colour(item.row.verdict), borderColor: colour(item.row.verdict), borderWidth: 2 }
    });
    const margin = data.settings.margin;
    const made = chart('intervals', 90 + 26 * Math.max(1, rows.length), {
      aria: { enabled: false },
      grid: { left: narrow ? 118 : 320, right: 24, top: 16, bottom: 50 },
      xAxis: axis({ type: 'value', name: narrow ? 'cost' : 'change of cost', nameLocation: 'middle', nameGap: 30, scale: true,
        axisLabel: { color: colour('fg'), formatter: '{value}%', hideOverlap: true } }),
      yAxis: axis({ type: 'category', inverse: true, data: rows.map(row => label(row, narrow ? 1 : 2)), axisTick: { show: false },
        axisLabel: { color: colour('fg'), width: narrow ? 108 : 305, overflow: 'truncate', fontSize: narrow ? 10 : 12 } }),
      series: [
        { type: 'custom', renderItem: drawInterval, encode: { x: [0, 1, 2], y: 3 }, silent: true,
          data: drawn.map(item => ({
            value: item.row.costInterval.concat([item.row.costRatio]).sort((a, b) => a - b)
              .map(ratio => (ratio - 1) * 100).concat([item.y]),
            itemStyle: { color: colour(item.row.verdict) } })),
          markArea: { silent: true, itemStyle: { color: colour('band') },
            data: [[{ xAxis: (1 / (1 + margin) - 1) * 100 }, { xAxis: margin * 100 }]] },
          markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: colour('soft'), type: 'solid' },
            data: [{ xAxis: 0 }] } },
        { type: 'scatter', symbolSize: 10, data: drawn.map(points),
          tooltip: { formatter: item => {
            const row = rows[item.value[1]];
            return label(row) + '\n' + row.verdict + ', cost ' + percent(row.costRatio) +
              ' (' + percent(row.costInterval[0]) + ' to ' + percent(row.costInterval[1]) + ')';
          } } }
      ]
    });
    made.on('click', event => { if (event.seriesType === 'scatter') { choose(shown[event.value[1]]); } });
  }

  function forks(row) {
    const names = [];
    const scatter = [];
    const means = [];
    for (const side of ['base', 'new']) {
      row[side].forks.forEach((values, i) => {
        const x = names.push(side + ' ' + (i + 1)) - 1;
        const paint = { color: colour(side === 'base' ? 'equivalent' : 'inconclusive') };
        values.forEach(value => scatter.push({ value: [x, value], itemStyle: paint }));
        means.push([x, values.reduce((a, b) => a + b, 0) / values.length]);
      });
    }
    chart('forks', 320, {
      grid: { left: 70, right: 16, top: 40, bottom: 60 },
      legend: { data: ['iterations', 'mean of the fork'], textStyle: { color: colour('fg') } },
      xAxis: axis({ type: 'category', data: names, axisLabel: { color: colour('fg'), rotate: names.length > 12 ? 60 : 0, hideOverlap: true } }),
      yAxis: axis({ type: 'value', scale: true, name: row.unit }),
      series: [
        { name: 'iterations', type: 'scatter', symbolSize: 6, data: scatter, itemStyle: { opacity: 0.6, color: colour('equivalent') } },
        { name: 'mean of the fork', type: 'scatter', symbol: 'rect', symbolSize: [22, 3], data: means, itemStyle: { color: colour('fg') } }
      ]
    });
  }

  function history(index) {
    const row = data.rows[index];
    const trend = data.trends.find(other => ['benchmark', 'details', 'mode'].every(name => other[name] === row[name]));
    byId('history-part').hidden = !trend;
    if (!trend) {
      return;
    }
    const dots = [];
    trend.points.forEach((point, x) => point.forks.forEach(mean => dots.push([x, mean])));
    chart('history', 300, {
      grid: { left: 70, right: 16, top: 40, bottom: 60 },
      legend: { data: ['score', 'forks'], textStyle: { color: colour('fg') } },
      xAxis: axis({ type: 'category', data: trend.points.map(point => point.label),
        axisLabel: { color: colour('fg'), width: 90, overflow: 'truncate', hideOverlap: true } }),
      yAxis: axis({ type: 'value', scale: true, name: data.rows[index].unit }),
      series: [
        { name: 'score', type: 'line', data: trend.points.map(point => point.score), itemStyle: { color: colour('equivalent') } },
        { name: 'forks', type: 'scatter', symbolSize: 6, data: dots, itemStyle: { opacity: 0.6, color: colour('inconclusive') } }
      ]
    });
  }

  function choose(index) {
    chosen = index;
    const row = data.rows[index];
    buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(i === index)));
    byId('detail').hidden = false;
    byId('detail-title').textContent = label(row) + ', ' + row.mode;
    byId('detail-text').textContent = row.verdict + (row.note ? ': ' + row.note : '');
    forks(row);
    history(index);
    byId('detail-title').focus();
    byId('detail').scrollIntoView({ block: 'start' });
  }

  function filter() {
    const text = byId('find').value.toLowerCase();
    const verdicts = new Set(Array.from(document.querySelectorAll('[name=verdict]:checked'), box => box.value));
    shown = [];
    data.rows.forEach((row, i) => {
      const match = verdicts.has(row.verdict) && (row.benchmark + ' ' + row.details + ' ' + row.mode + side(row)).toLowerCase().includes(text);
      tableRows[i].hidden = !match;
      if (match) {
        shown.push(i);
      }
    });
    byId('shown').textContent = shown.length + ' of ' + data.rows.length + ' rows' +
      (shown.length > MOST_IN_CHART ? '; the chart shows the first ' + MOST_IN_CHART : '');
    intervals();
  }

  /** Arrow keys go from row to row, Home and End to the ends. */
  function move(event) {
    const place = shown.indexOf(buttons.indexOf(event.target));
    const target = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (place >= 0 && target !== undefined && shown[target] !== undefined) {
      event.preventDefault();
      buttons[shown[target]].focus();
    }
  }

  buttons.forEach((button, i) => {
    button.disabled = false;
    button.addEventListener('click', () => choose(i));
    button.addEventListener('keydown', move);
  });
  byId('back').addEventListener('click', () => buttons[Math.max(0, chosen)].focus());
  byId('filters').hidden = false;
  byId('filters').addEventListener('submit', event => event.preventDefault());
  byId('filters').addEventListener('input', filter);
  window.addEventListener('resize', () => { intervals(); charts.forEach(made => made.resize()); });
  window.addEventListener('beforeprint', () => charts.forEach(made => made.resize()));
  filter();
})();
