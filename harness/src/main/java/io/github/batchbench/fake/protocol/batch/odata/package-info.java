/** The query options of OData that the service knows: filter, select, expand and paging. */
@NullMarked
package io.github.batchbench.fake.protocol.batch.odata;

import org.jspecify.annotations.NullMarked;
