/** JUnit fixtures: a fake for each test class, its clients and a workflow on it. */
@NullMarked
package io.github.batchbench.junit;

import org.jspecify.annotations.NullMarked;
