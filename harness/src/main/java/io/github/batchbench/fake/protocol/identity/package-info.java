/**
 * Who callers are: an authority that issues tokens as Entra ID does, the endpoints of managed identities, and how the services
 * look at tokens.
 */
@NullMarked
package io.github.batchbench.fake.protocol.identity;

import org.jspecify.annotations.NullMarked;
