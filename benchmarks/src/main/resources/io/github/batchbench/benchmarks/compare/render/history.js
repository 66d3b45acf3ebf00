'use strict';
(function () {
  const data = JSON.parse(document.getElementById('data').textContent);
  const byId = id => document.getElementById(id);
  const buttons = Array.from(document.querySelectorAll('#rows tbody button'));
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const number = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });
  let made = null;

  function axis(extra) {
    return Object.assign({
      axisLabel: { color: colour('fg'), hideOverlap: true },
      axisLine: { lineStyle: { color: colour('soft') } },
      splitLine: { lineStyle: { color: colour('line') } },
      nameTextStyle: { color: colour('soft') }
    }, extra);
  }

  function choose(index) {
    const row = data.rows[index];
    buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(i === index)));
    byId('detail').hidden = false;
    byId('detail-title').textContent = row.benchmark.split('.').slice(-2).join('.') +
      (row.details ? ' (' + row.details + ')' : '') + ', ' + row.mode;
    byId('history').style.height = '340px';
    if (made) {
      made.dispose();
    }
    made = echarts.init(byId('history'), null, { renderer: 'svg' });
    const worse = step => step.costRatio > 1;
    made.setOption({
      animation: false,
      textStyle: { color: colour('fg'), fontFamily: 'system-ui, sans-serif' },
      tooltip: { renderMode: 'richText', confine: true, formatter: item => {
        const report = data.reports[item.value[0]];
        return [report.label, report.commit && 'commit ' + report.commit, report.time, item.seriesName + ' ' +
          number.format(item.value[1]) + ' ' + row.unit].filter(Boolean).join('\n');
      } },
      grid: { left: 70, right: 24, top: 40, bottom: 60 },
      legend: { data: ['score', 'level'], textStyle: { color: colour('fg') } },
      xAxis: axis({ type: 'category', data: data.reports.map(report => report.label) }),
      yAxis: axis({ type: 'value', scale: true, name: row.unit }),
      series: [
        { name: 'score', type: 'scatter', symbolSize: 7, data: row.points.map(point => [point.report, point.score]),
          itemStyle: { color: colour('equivalent') } },
        { name: 'level', type: 'line', showSymbol: false, data: row.points.map(point => [point.report, point.level]),
          lineStyle: { color: colour('fg'), width: 2 }, itemStyle: { color: colour('fg') },
          markLine: { silent: true, symbol: 'none', label: { show: false }, data: row.steps.map(step => ({
            xAxis: step.report, lineStyle: { color: colour(worse(step) ? 'regressed' : 'improved'), type: 'dashed' } })) } }
      ]
    });
  }

  buttons.forEach((button, i) => {
    button.disabled = false;
    button.addEventListener('click', () => { choose(i); byId('detail-title').focus(); });
  });
  window.addEventListener('resize', () => made && made.resize());
  window.addEventListener('beforeprint', () => made && made.resize());
  const changed = data.rows.findIndex(row => row.steps.length > 0 || row.drift !== null);
  choose(Math.max(0, changed));
})();
