package io.github.batchbench.junit;

import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A value that JUnit closes with the store that it lies in: JUnit 5.12 asks for the one interface, later versions for
 * the other.
 */
@SuppressWarnings("deprecation") // Needed as long as JUnit 5.12, which Spring Boot 3.5 brings, is to work.
interface StoreValue extends AutoCloseable, ExtensionContext.Store.CloseableResource {
    @Override
    void close();
}
