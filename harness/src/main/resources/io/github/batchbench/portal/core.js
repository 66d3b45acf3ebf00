// The libraries are classic scripts that are loaded before; this is the one place that knows their globals. All modules here
// import by single lines and export by name in front of a function or const, so that they can be joined to one script.
export const html = htm.bind(preact.h);
export const render = preact.render;
export const Fragment = preact.Fragment;
export const createContext = preact.createContext;
export const useState = preactHooks.useState;
export const useEffect = preactHooks.useEffect;
export const useLayoutEffect = preactHooks.useLayoutEffect;
export const useMemo = preactHooks.useMemo;
export const useRef = preactHooks.useRef;
export const useCallback = preactHooks.useCallback;
export const useContext = preactHooks.useContext;
export const Chart = uPlot;

/** What every view has: the source of its data, and how to say that something went well or not. */
export const Context = createContext(null);

export function useSource() {
  return useContext(Context).source;
}

export function useSay() {
  return useContext(Context).say;
}

/**
 * Loads something, and loads it again whenever the source says that something has changed; never twice at once, and a slow
 * answer makes for longer pauses. What was loaded stays until there is something newer.
 */
export function useData(load, dependencies) {
  const source = useSource();
  const [result, setResult] = useState({ data: null, error: null });
  const reload = useRef(() => {});
  useEffect(() => {
    let gone = false;
    let busy = false;
    let again = false;
    let timer = 0;
    const run = async () => {
      if (busy || timer) {
        again = true;
        return;
      }
      busy = true;
      again = false;
      const begun = performance.now();
      try {
        const data = await load();
        if (!gone) setResult({ data, error: null });
      } catch (error) {
        if (!gone) setResult(before => ({ data: before.data, error }));
      }
      busy = false;
      if (gone) return;
      const pause = Math.min(5000, Math.max(200, 4 * (performance.now() - begun)));
      timer = setTimeout(() => {
        timer = 0;
        if (again && !gone) run();
      }, pause);
    };
    reload.current = run;
    setResult(before => ({ data: before.data, error: null }));
    run();
    const stop = source.onChange(run);
    return () => {
      gone = true;
      clearTimeout(timer);
      stop();
    };
  }, dependencies);
  return { ...result, reload: () => reload.current() };
}

/** Loads again every so many milliseconds what changes without a change of state, as requests that only read; 0 is never. */
export function useEvery(millis, reload) {
  const latest = useRef(reload);
  latest.current = reload;
  useEffect(() => {
    const timer = millis ? setInterval(() => document.hidden || latest.current(), millis) : 0;
    return () => clearInterval(timer);
  }, [millis]);
}

/** Which colours the page has now: for what is drawn, and does not follow the style by itself. */
export function useScheme() {
  const system = useMemo(() => matchMedia("(prefers-color-scheme: dark)"), []);
  const now = () => `${document.documentElement.dataset.theme} ${system.matches}`;
  const [scheme, setScheme] = useState(now);
  useEffect(() => {
    const look = () => setScheme(now());
    const observer = new MutationObserver(look);
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    system.addEventListener("change", look);
    look();
    return () => {
      observer.disconnect();
      system.removeEventListener("change", look);
    };
  }, []);
  return scheme;
}

/** What was typed, once the typing has paused. */
export function useSettled(value, millis) {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), millis);
    return () => clearTimeout(timer);
  }, [value, millis]);
  return settled;
}

/** The width of an element, as it changes. */
export function useWidth(ref) {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(entries => setWidth(Math.floor(entries[0].contentRect.width)));
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return width;
}
