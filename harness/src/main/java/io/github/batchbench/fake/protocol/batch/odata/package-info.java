/** The query options of OData that the service knows: filter, select, expand and paging. */
@Internal
@NullMarked
package io.github.batchbench.fake.protocol.batch.odata;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
