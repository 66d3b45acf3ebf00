/** The REST API of the Batch service: routes, checks, and the answers in the service's own form. */
@NullMarked
package io.github.batchbench.fake.protocol.batch;

import org.jspecify.annotations.NullMarked;
