import { start } from "./app.js";
import { liveSource } from "./source.js";

start(document.getElementById("app"), liveSource(""));
