/** AssertJ assertions whose failures show facts: task, exit code, the service's reason, command line, stderr. */
@NullMarked
package io.github.batchbench.assertj;

import org.jspecify.annotations.NullMarked;
