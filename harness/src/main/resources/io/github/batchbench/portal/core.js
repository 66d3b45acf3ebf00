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

/** The Batch account that is shown, empty for the server's first, and how to choose another. */
export function useAccount() {
  const { account, choose } = useContext(Context);
  return [account, choose];
}

export function useSay() {
  return useContext(Context).say;
}

/**
 * Loads something, and loads it again when what is asked for is another, and whenever the source says that something has changed;
 * never twice at once. What is asked for anew, as when somebody types, is loaded as soon as the answer before is there, and only the
 * latest of it; after changes a slow answer makes for longer pauses. What was loaded stays until there is something newer.
 */
export function useData(load, dependencies) {
  const source = useSource();
  const [result, setResult] = useState({ data: null, error: null });
  const loader = useMemo(() => new Loader(setResult), []);
  // Before the page is painted, for that may take longer than the answer.
  useLayoutEffect(() => {
    loader.ask(load);
  }, dependencies);
  useEffect(() => {
    const stop = source.onChange(() => loader.changed());
    return () => {
      stop();
      loader.stop();
    };
  }, [source]);
  return { ...result, reload: () => loader.changed() };
}

const SHORTEST_PAUSE = 200;
const LONGEST_PAUSE = 5000;

class Loader {
  constructor(show) {
    this.show = show;
    this.load = null;
    this.busy = false;
    this.timer = 0;
    this.again = false;
    this.stopped = false;
  }

  /** From now on this is loaded, and at once. */
  ask(load) {
    this.load = load;
    this.stopped = false;
    clearTimeout(this.timer);
    this.timer = 0;
    if (!this.busy) this.run();
  }

  changed() {
    if (this.busy || this.timer) this.again = true;
    else this.run();
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.timer = 0;
  }

  async run() {
    const { load } = this;
    const begun = performance.now();
    this.busy = true;
    this.again = false;
    let answer;
    try {
      const data = await load();
      answer = () => ({ data, error: null });
    } catch (error) {
      answer = before => ({ data: before.data, error });
    }
    this.busy = false;
    if (this.stopped) return;
    if (load !== this.load) {
      this.run();
      return;
    }
    this.show(answer);
    this.timer = setTimeout(() => {
      this.timer = 0;
      if (this.again) this.run();
    }, Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, 4 * (performance.now() - begun))));
  }
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
