package io.github.batchbench.junit;

import io.github.batchbench.azure.AccountConfiguration;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Which tests a live run leaves out, and why. */
final class LiveCondition {
    private static final String REQUIRE = "batchbench.live.require";
    private static final List<Class<? extends Annotation>> LIFECYCLE =
            List.of(BeforeAll.class, BeforeEach.class, AfterEach.class, AfterAll.class);

    private LiveCondition() {}

    static ConditionEvaluationResult evaluate(ExtensionContext context) {
        AnnotatedElement element = context.getElement().orElse(null);
        checkMarks(context);
        if (TestTarget.of(context) == TestTarget.OFFLINE) {
            return ConditionEvaluationResult.enabled("runs on the fake");
        }
        return AnnotationSupport.findAnnotation(element, DiffersLive.class)
                .map(differs -> "differs on the real service: " + differs.reason())
                .or(() -> asksForTheFake(context))
                .or(() -> isRequired(context) ? Optional.empty() : noAccount())
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("runs on the live account"));
    }

    private static void checkMarks(ExtensionContext context) {
        AnnotatedElement element = context.getElement().orElse(null);
        Optional<VerifiedLive> verified = AnnotationSupport.findAnnotation(element, VerifiedLive.class);
        verified.ifPresent(mark -> date(mark.on()));
        if (verified.isPresent() && AnnotationSupport.isAnnotated(element, DiffersLive.class)) {
            throw new ExtensionConfigurationException(
                    "Something cannot be both @VerifiedLive and @DiffersLive: take one away from " + element + ".");
        }
    }

    private static void date(String text) {
        try {
            LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new ExtensionConfigurationException(
                    "@VerifiedLive(on = \"" + text + "\") is not a date: write it as 2026-11-23.", e);
        }
    }

    /** A contract test has passed on the real service. */
    static void publishVerified(ExtensionContext context) {
        if (AnnotationSupport.isAnnotated(context.getElement(), VerifiedLive.class)) {
            context.publishReportEntry(
                    "batchbench.verifiedLive", LocalDate.now(ZoneOffset.UTC).toString());
        }
    }

    private static Optional<String> noAccount() {
        AccountConfiguration configuration = AccountConfiguration.ofThisProcess();
        return configuration.account().isPresent() ? Optional.empty() : Optional.of(missing(configuration));
    }

    static String missing(AccountConfiguration configuration) {
        return "There is no live account: " + configuration.describe() + ". " + REQUIRE
                + "=true makes this a failure instead of a skipped test.";
    }

    static boolean isRequired(ExtensionContext context) {
        return Optional.ofNullable(System.getProperty(REQUIRE))
                .or(() -> context.getConfigurationParameter(REQUIRE))
                .or(() -> Optional.ofNullable(System.getenv("BATCHBENCH_LIVE_REQUIRE")))
                .map(Boolean::parseBoolean)
                .orElse(false);
    }

    static String onlyOffline(String asked) {
        return "asks for " + asked + ", which only the fake has";
    }

    private static Optional<String> asksForTheFake(ExtensionContext context) {
        Stream<Class<?>> types = context.getTestMethod()
                .map(LiveCondition::parameters)
                .orElseGet(() -> context.getTestClass().stream().flatMap(LiveCondition::ofClass));
        return types.filter(FixtureTypes::isOfTheFake).findFirst().map(type -> onlyOffline(type.getSimpleName()));
    }

    private static Stream<Class<?>> ofClass(Class<?> type) {
        Stream<Class<?>> constructors =
                Arrays.stream(type.getDeclaredConstructors()).flatMap(LiveCondition::parameters);
        Stream<Class<?>> fields = AnnotationSupport.findAnnotatedFields(type, Fixture.class).stream()
                .map(Field::getType);
        Stream<Class<?>> lifecycle = LIFECYCLE.stream()
                .flatMap(annotation ->
                        AnnotationSupport.findAnnotatedMethods(type, annotation, HierarchyTraversalMode.TOP_DOWN)
                                .stream())
                .flatMap(LiveCondition::parameters);
        return Stream.of(constructors, fields, lifecycle).flatMap(all -> all);
    }

    private static Stream<Class<?>> parameters(Executable executable) {
        return Arrays.stream(executable.getParameters()).map(Parameter::getType);
    }
}
