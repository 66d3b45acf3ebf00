/** A comparison as terminal table, Markdown, CSV, JSON, JUnit XML and HTML page. The same input gives the same bytes. */
@NullMarked
package io.github.batchbench.benchmarks.compare.render;

import org.jspecify.annotations.NullMarked;
