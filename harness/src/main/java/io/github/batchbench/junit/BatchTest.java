package io.github.batchbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a fake of Azure Batch and Blob storage. It starts when a test or lifecycle method first asks for a
 * part of it as a parameter, is shared by the methods of the class and of its nested classes, and ends with the class,
 * with every process that it started.
 *
 * <p>Parameters: {@link com.microsoft.azure.batch.BatchClient BatchClient}, {@link
 * com.azure.storage.blob.BlobServiceClient BlobServiceClient}, {@link io.github.batchbench.workflow.BatchWorkflow
 * BatchWorkflow} (a new one each time), {@link io.github.batchbench.azure.AzureAccount AzureAccount}, and {@link
 * io.github.batchbench.fake.server.FakeAzure FakeAzure} to take part in what the fake does.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(BatchExtension.class)
public @interface BatchTest {}
