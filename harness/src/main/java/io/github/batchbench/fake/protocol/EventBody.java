package io.github.batchbench.fake.protocol;

import java.io.IOException;
import java.io.InputStream;

/** A body of server-sent events: it goes on for as long as the client listens, and holds no thread meanwhile. */
public interface EventBody extends Content {
    /** The client of one such body. Thread-safe. */
    interface Listener {
        /**
         * Sends text at once.
         *
         * @throws IOException if the client has gone
         */
        void send(String text) throws IOException;

        /** Ends the body. */
        void end();
    }

    /** The head has been sent; from now on there is somebody to send to. */
    void begin(Listener listener);

    @Override
    default long length() {
        return -1;
    }

    @Override
    default InputStream open() {
        throw new IllegalStateException("events are sent as they come");
    }
}
