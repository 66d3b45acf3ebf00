import { html, useData, useRef, useSource } from "../core.js";
import { Card, Loading, Page, Trouble } from "../widgets.js";
import { readHistory } from "../history.js";
import { Timeline } from "../timeline.js";

/** So much may be kept here that the server has dropped: then it is asked for all anew, so that a page that is open for days does not grow. */
const MOST_DROPPED = 10000;

function dropped(history) {
  return history.dropped.runs + history.dropped.nodes;
}

/** Which task was on which node when, and the size of the pool and the queue before it, as it goes on. */
export function TimelineView() {
  const source = useSource();
  const known = useRef(null);
  const droppedThen = useRef(0);
  const result = useData(async () => {
    if (known.current && dropped(known.current) > droppedThen.current + MOST_DROPPED) known.current = null;
    const history = readHistory(await source.history(known.current ? known.current.revision : 0), known.current);
    if (!known.current) droppedThen.current = dropped(history);
    known.current = history;
    return history;
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
