package io.github.batchbench.live;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;

/**
 * One question to a Batch account whose answer is the same wherever it is asked, or shows where the fake is wrong.
 *
 * @param title what it asks
 * @param question asks it, under ids that begin with the given text
 */
record Probe(String title, Question question) {
    interface Question {
        Object ask(BatchClient batch, String id) throws Exception;
    }

    /** The answer, or how the service refused; never an exception. */
    String answer(BatchClient batch, String id) {
        try {
            return String.valueOf(question.ask(batch, id));
        } catch (BatchErrorException refused) {
            String code = refused.body() == null ? "no body" : refused.body().code();
            return refused.response().code() + " " + code;
        } catch (Exception other) {
            return other.getClass().getSimpleName() + ": " + other.getMessage();
        }
    }
}
