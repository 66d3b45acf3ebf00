/** The REST API of Blob storage: routes, signatures, SAS, headers and XML. */
@Internal
@NullMarked
package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
