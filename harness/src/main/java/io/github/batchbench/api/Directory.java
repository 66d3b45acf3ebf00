package io.github.batchbench.api;

import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import io.github.batchbench.fake.subscription.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom the authority issues tokens to beside the first application.
 *
 * @param roles what they may do in the accounts that are there from the start, by object id
 */
record Directory(List<ServicePrincipal> applications, Map<String, Role> roles) {
    static Directory of(FakeAzureOptions options) {
        List<ServicePrincipal> applications = new ArrayList<>();
        Map<String, Role> roles = new LinkedHashMap<>();
        for (String role : options.applications()) {
            ServicePrincipal application = options.principal().sibling(applications.size() + 1);
            applications.add(application);
            roles.put(application.objectId(), Role.ofName(role));
        }
        return new Directory(applications, roles);
    }
}
