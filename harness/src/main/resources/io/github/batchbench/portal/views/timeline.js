import { html, useData, useRef, useSource } from "../core.js";
import { Card, Loading, Page, Trouble } from "../widgets.js";
import { readHistory } from "../history.js";
import { Timeline } from "../timeline.js";

/** Which task was on which node when, and the size of the pool and the queue before it, as it goes on. */
export function TimelineView() {
  const source = useSource();
  const known = useRef(null);
  const result = useData(async () => {
    known.current = readHistory(await source.history(known.current ? known.current.revision : 0), known.current);
    return known.current;
  }, []);
  if (!result.data) return html`<${Page} title="Timeline"><${Loading} result=${result} /><//>`;
  const pick = run => {
    location.hash = `#/jobs/${encodeURIComponent(run.job)}/tasks/${encodeURIComponent(run.task)}`;
  };
  return html`<${Page} title="Timeline">
    <${Trouble} error=${result.error} />
    <${Card} title="Nodes and their slots" wide><${Timeline} history=${result.data} onPick=${pick} height=${560} /><//>
  <//>`;
}
