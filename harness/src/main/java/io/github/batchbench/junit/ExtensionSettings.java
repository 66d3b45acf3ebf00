package io.github.batchbench.junit;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an extension has been told.
 *
 * @param fake how long a fake lives
 * @param options what it is started with
 * @param prepare what is done to it before anybody else sees it
 * @param given somebody else's fake in place of one of ours, null for ours
 * @param tokens whether the accounts are entered with tokens in place of keys
 */
record ExtensionSettings(
        Scope fake,
        UnaryOperator<FakeAzureOptions> options,
        Consumer<FakeAzure> prepare,
        @Nullable Supplier<FakeAzure> given,
        boolean tokens) {

    static ExtensionSettings of(Scope fake) {
        return new ExtensionSettings(fake, UnaryOperator.identity(), azure -> {}, null, false);
    }

    ExtensionSettings withFake(Scope scope) {
        return new ExtensionSettings(scope, options, prepare, given, tokens);
    }

    ExtensionSettings withOptions(UnaryOperator<FakeAzureOptions> more) {
        return new ExtensionSettings(fake, start -> more.apply(options.apply(start)), prepare, given, tokens);
    }

    ExtensionSettings withPrepare(Consumer<FakeAzure> more) {
        return new ExtensionSettings(fake, options, prepare.andThen(more), given, tokens);
    }

    ExtensionSettings withGiven(Supplier<FakeAzure> azure) {
        return new ExtensionSettings(fake, options, prepare, azure, tokens);
    }

    ExtensionSettings withTokens() {
        return new ExtensionSettings(fake, options, prepare, given, true);
    }

    FakeAzure start() {
        FakeAzure azure = given == null ? FakeAzure.start(options.apply(FakeAzureOptions.defaults())) : given.get();
        try {
            prepare.accept(azure);
            return azure;
        } catch (RuntimeException | Error e) {
            if (given == null) {
                azure.close();
            }
            throw e;
        }
    }
}
