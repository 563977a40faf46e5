/*
 * Copyright 2026 The CSP Costs Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/**
 * Annotation on any catalog entity that stands for a whole CSP customer.
 * The value is the customer's tenant id (a GUID), or several with commas
 * between them.
 *
 * @public
 */
export const CSP_CUSTOMER_ID_ANNOTATION = 'csp-costs/customer-id';

/**
 * Annotation on any catalog entity that is paid for by Azure subscriptions.
 * The value is the Azure subscription id (a GUID), which Microsoft's usage
 * data calls `EntitlementId`, or several with commas between them; not the
 * commerce subscription id.
 *
 * @public
 */
export const CSP_AZURE_SUBSCRIPTION_ID_ANNOTATION =
  'csp-costs/azure-subscription-id';

/**
 * Annotation on any catalog entity that is paid for by Azure resource groups.
 * The value is the name of one, or of several with commas between them; case
 * does not matter. Resource groups of the same name in every subscription
 * count, unless the entity names a customer or an Azure subscription too.
 *
 * @public
 */
export const CSP_RESOURCE_GROUP_ANNOTATION = 'csp-costs/resource-group';

/**
 * Annotation on any catalog entity that is paid for by Azure resources. The
 * value is the ARM id of one, `/subscriptions/…`, or of several with commas
 * between them; case does not matter.
 *
 * @public
 */
export const CSP_RESOURCE_ID_ANNOTATION = 'csp-costs/resource-id';

/**
 * Annotation on any catalog entity that is paid for by Azure resources with a
 * tag. The value is `key=value`, or `key=value|other value` for several values
 * of the same key; case does not matter.
 *
 * @public
 */
export const CSP_TAG_ANNOTATION = 'csp-costs/tag';

/**
 * Annotation that the entity provider gives to what it makes: ids of the
 * connectors that know the customer or the Azure subscription, in order, with
 * commas between them.
 *
 * @public
 */
export const CSP_CONNECTOR_IDS_ANNOTATION = 'csp-costs/connector-ids';

/**
 * `spec.type` of the `Resource` that the entity provider makes of a customer.
 *
 * @public
 */
export const CSP_CUSTOMER_TYPE = 'csp-customer';

/**
 * `spec.type` of the `Resource` that the entity provider makes of an Azure
 * subscription.
 *
 * @public
 */
export const CSP_AZURE_SUBSCRIPTION_TYPE = 'azure-subscription';

/**
 * Type of the locations that entities of the entity provider come from, as in
 * `csp-costs:default`. No other entity has one of this type, so it tells the
 * provider's entities from files that say the same.
 *
 * @public
 */
export const CSP_COSTS_LOCATION_TYPE = 'csp-costs';
