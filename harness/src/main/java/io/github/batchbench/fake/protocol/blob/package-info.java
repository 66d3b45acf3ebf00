/** The REST face of Blob storage: routes, signatures, SAS, headers and XML. */
@NullMarked
package io.github.batchbench.fake.protocol.blob;

import org.jspecify.annotations.NullMarked;
