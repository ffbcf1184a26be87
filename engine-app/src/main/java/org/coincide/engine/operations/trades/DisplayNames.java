package org.coincide.engine.operations.trades;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.coincide.engine.catalogue.Product;
import org.coincide.engine.catalogue.Products;
import org.springframework.stereotype.Component;

/** Names of groups and products, for people who do not know their ids. */
@Component
class DisplayNames {

    private final IdentityService identities;
    private final Products catalogue;

    DisplayNames(IdentityService identities, Products catalogue) {
        this.identities = identities;
        this.catalogue = catalogue;
    }

    /** Returns the names of groups, in the order of their ids. A group that is missing or has no name keeps its id. */
    List<String> groups(List<String> ids) {
        if (ids.isEmpty()) {
            return ids;
        }
        Map<String, String> names =
                identities.createGroupQuery().groupIdIn(ids.toArray(String[]::new)).listPage(0, ids.size()).stream()
                        .filter(group -> group.getName() != null)
                        .collect(Collectors.toMap(Group::getId, Group::getName));
        return ids.stream().map(id -> names.getOrDefault(id, id)).toList();
    }

    /** Returns the names of products by their article numbers, also of those that are not offered any more. */
    Map<String, String> products(List<String> skus) {
        return catalogue.find(skus).values().stream().collect(Collectors.toMap(Product::sku, Product::name));
    }
}
