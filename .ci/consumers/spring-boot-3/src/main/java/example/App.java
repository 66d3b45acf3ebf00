package example;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.auth.BatchSharedKeyCredentials;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application whose nightly job runs on Azure Batch. */
@SpringBootApplication
public class App {
    public static void main(String[] args) {
        SpringApplication.run(App.class, args);
    }

    @Bean
    BatchClient batchClient(
            @Value("${batch.endpoint}") String endpoint,
            @Value("${batch.account}") String account,
            @Value("${batch.key}") String key) {
        return BatchClient.open(new BatchSharedKeyCredentials(endpoint, account, key));
    }
}
