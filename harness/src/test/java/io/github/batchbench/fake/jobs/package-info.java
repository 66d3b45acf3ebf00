@NullMarked
package io.github.batchbench.fake.jobs;

import org.jspecify.annotations.NullMarked;
