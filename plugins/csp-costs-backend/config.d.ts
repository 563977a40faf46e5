import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Microsoft CSP costs. */
  cspCosts?: {
    archive: {
      /** Where every collected line is kept, as Parquet files. Default `directory`. */
      type?: 'directory' | 'azureBlobStorage';
      /**
       * With `type: directory`, the folder that keeps the lines: it must
       * survive restarts, and all replicas of the backend must share it. With
       * `azureBlobStorage`, a folder of each replica's own to work in.
       */
      directory: string;
      /** For `azureBlobStorage`: a container that is there. */
      containerName?: string;
      /**
       * For `azureBlobStorage`: such as https://my-account.blob.core.windows.net.
       * Give this or `connectionString`.
       */
      accountUrl?: string;
      /** With `accountUrl`: tenant of the application below. Without these, the environment's identity is used. */
      tenantId?: string;
      /** With `accountUrl`: application, or managed identity, that may read, write and delete blobs. */
      clientId?: string;
      /**
       * With `accountUrl`: value of the application's client secret.
       * @visibility secret
       */
      clientSecret?: string;
      /**
       * For `azureBlobStorage`: connection string of the storage account.
       * @visibility secret
       */
      connectionString?: string;
      /**
       * Most that copies of lines take on the disk of a replica while people
       * look at them, in megabytes. Default 1024.
       */
      cacheMegabytes?: number;
    };

    collection?: {
      /** Jobs that one backend process works on at the same time. Default 2. */
      concurrency?: number;
      /** Attempts at a job before it counts as failed. Default 4. */
      attempts?: number;
      /** Wait before the second attempt; doubles with every attempt. Default one minute. */
      backoff?: HumanDuration | string;
      /** Wait before a request is tried again when Microsoft names no time; doubles. Default one second. */
      requestBackoff?: HumanDuration | string;
      /** Wait between two looks at an export when Microsoft names no time. Default 10 seconds. */
      exportPolling?: HumanDuration | string;
      /** How long an export is waited for; then another one is asked for. Default three hours. */
      operationTimeout?: HumanDuration | string;
      /** How long the answer to a request may take to begin. Default three minutes. */
      requestTimeout?: HumanDuration | string;
      /** How long a job may stay silent before another process takes it over. Default 30 seconds. */
      lease?: HumanDuration | string;
      /** How often an idle process looks for work. Default one second. */
      pollingInterval?: HumanDuration | string;
      /** After how long without a verification open figures count as stale. Default 48 hours. */
      staleAfter?: HumanDuration | string;
      /**
       * Age at which the list of a customer's subscriptions, which gives names
       * and statuses only, is read again by the next run; a run that a person
       * starts reads all of them. Default 20 hours, so that a daily run does;
       * at most half of `staleAfter` counts.
       */
      subscriptionsAfter?: HumanDuration | string;
      /**
       * From when on a fall is left to a person: new data whose total of a
       * currency is lower than what is shown by more than both of these is
       * collected and kept, but not shown until somebody decides. `false`
       * shows everything.
       */
      holdDrops?:
        | false
        | {
            /** Share of the total that is shown, 0 to 100. Default 50. */
            percent?: number;
            /** Amount in the currency of the total. Default 100. */
            minimumAmount?: string | number;
            /** Amounts for currencies in which that is too much or too little, such as `JPY: 15000`. */
            minimumAmounts?: { [currency: string]: string | number };
          };
    };

    /** Which costs belong to which entities of the catalog, besides what annotations say. */
    attribution?: {
      /**
       * Each gives costs to an entity. What several claim is the most specific
       * one's: a resource before a tag, a resource group, an Azure
       * subscription, a customer.
       */
      rules?: Array<
        | {
            /** Key of a tag: its value is the name of the entity. Case does not matter. */
            tag: string;
            /** Kind of the entities. Default `Component`. */
            kind?: string;
            /** Namespace of the entities. Default `default`. */
            namespace?: string;
            /** Only costs of these customers, by tenant id. */
            customer?: string | string[];
          }
        | {
            /** Names of Azure subscriptions, `*` for any text; case does not matter. */
            subscription?: string | string[];
            /** Names of resource groups, `*` for any text; case does not matter. */
            resourceGroup?: string | string[];
            /** The entity, such as `component:default/shop`. */
            entity: string;
            /** Only costs of these customers, by tenant id. */
            customer?: string | string[];
          }
      >;
      /**
       * Whether an annotation gives whoever owns its entity the right to see
       * the costs, where the permission policy asks for `ownsAttributedEntity`.
       * Default false: anybody who can register a file could give themselves
       * any costs.
       */
      annotationsGrantRights?: boolean;
    };

    /**
     * How long things are kept after newer data has replaced them; one hour or
     * longer. What is shown is never removed.
     */
    retention?: {
      /** Daily costs that were replaced, in the database. Default 30 days. */
      replacedCosts?: HumanDuration | string;
      /** Lines that were replaced, in the archive. Default 30 days. */
      replacedLines?: HumanDuration | string;
      /** What is known of replaced data: when, how much, what validation said. Default 400 days. */
      generations?: HumanDuration | string;
      /** What Microsoft changed afterwards. Default: for ever. */
      restatements?: HumanDuration | string;
    };

    /**
     * How much is asked of each of Microsoft's services, in the name of a
     * partner tenant and by all replicas together; lower it when other programs
     * of yours ask them too. `false` is for no limit, of a service or of all.
     */
    rateLimits?:
      | false
      | {
          /** Exports of Graph billing. Default 600 in a minute. */
          graph?:
            | false
            | Array<{ requests: number; window: HumanDuration | string }>;
          /** Partner Center. Default 450 in a minute; Microsoft's limit is 500. */
          partnerCenter?:
            | false
            | Array<{ requests: number; window: HumanDuration | string }>;
          /** Azure Resource Manager. Default 150 in a minute. */
          arm?:
            | false
            | Array<{ requests: number; window: HumanDuration | string }>;
          /**
           * Azure Cost Management. Default: Microsoft's quota of 12 in 10
           * seconds, 60 in a minute and 600 in an hour.
           */
          costManagement?:
            | false
            | Array<{ requests: number; window: HumanDuration | string }>;
          /** Partner API, which has prices and exchange rates. Default 60 in a minute. */
          partnerApi?:
            | false
            | Array<{ requests: number; window: HumanDuration | string }>;
        };

    /** Where credentials are kept that were not put into this file. */
    vault?: {
      /** Default `database`: sealed, in the plugin's own database. */
      store?: 'database' | 'key-vault';
      /**
       * Keys that secrets in the database are sealed with. The first one seals;
       * the others open what they sealed before, until it is sealed anew.
       */
      keys?: Array<{
        /** Name of the key, which is stored with what it sealed. */
        id: string;
        /**
         * 32 bytes in base64, such as `openssl rand -base64 32` prints.
         * @visibility secret
         */
        key: string;
      }>;
      /** Azure Key Vault, for `store: key-vault`. */
      keyVault?: {
        /** Such as https://my-vault.vault.azure.net. */
        url: string;
        /** Tenant of the application below. Without these, the environment's identity is used. */
        tenantId?: string;
        /** Application that may get, set, list and delete secrets. */
        clientId?: string;
        /**
         * Value of its client secret.
         * @visibility secret
         */
        clientSecret?: string;
      };
    };

    consent?: {
      /** How long a consent link is good for. Default 24 hours. */
      linkLifetime?: HumanDuration | string;
    };

    /**
     * Files with a workload's token that connectors of the portal may use as a
     * federated identity, besides the one that AZURE_FEDERATED_TOKEN_FILE names.
     */
    federatedTokenFiles?: string[];

    /** The cloud that new connectors begin with. Default `global`. */
    defaultNationalCloud?: string;

    onboarding?: {
      /**
       * Application (client) id of the public client that people sign in to by
       * device code when they onboard a partner tenant. Default the one of
       * Microsoft's Azure CLI, which every tenant has, so that nothing has to
       * be registered before the first sign-in. It may be an app registration
       * of your own, multitenant, with "Allow public client flows" on and
       * delegated permissions for Microsoft Graph and Azure Resource Manager.
       */
      clientId?: string;
    };

    /**
     * Where Microsoft's services are, by name of national cloud. `global`,
     * `us-government` and `china` are built in; add or override one here, for
     * example for a stand-in.
     */
    clouds?: {
      [name: string]: {
        /** Origin of the sign-in service, such as https://login.microsoftonline.com. */
        loginUrl: string;
        /** Origin of Microsoft Graph. */
        graphUrl: string;
        /** Origin of the Partner Center API. */
        partnerCenterUrl: string;
        /** Origin of Azure Resource Manager. */
        armUrl: string;
        /** Origin of the Partner API, which has price sheets and exchange rates. */
        partnerApiUrl?: string;
        /**
         * Origins that exported files may be downloaded from. `*.` in front of
         * a host stands for any subdomain.
         */
        storageOrigins: string[];
      };
    };

    /** Partner tenants to collect from, by connector id. */
    connectors?: {
      [connectorId: string]: {
        /** What people call it. Default: the connector id. */
        title?: string;
        /** A key of `clouds`. Default `global`. */
        nationalCloud?: string;
        /** Tenant id of the partner (Microsoft ID). */
        partnerTenantId: string;
        /** Application (client) id of the app registration in the partner tenant. */
        clientId: string;
        /**
         * Value of a client secret. Give one of this, `certificate` and
         * `federatedTokenFile`, or none to set a credential in the portal.
         * @visibility secret
         */
        clientSecret?: string;
        /** File with a workload's token, for a federated identity. */
        federatedTokenFile?: string;
        /** Certificate to sign in with. */
        certificate?: {
          /** The certificate, PEM. */
          certificate: string;
          /**
           * Its private key, PEM (PKCS #8).
           * @visibility secret
           */
          privateKey: string;
        };
        /**
         * Currencies the partner is billed in. Default: those of the invoices;
         * needed for estimates until there is a first invoice.
         */
        billingCurrencies?: string[];
        /** Where the partner center is registered; ISO 3166-1 alpha-2. */
        country?: string;
        /** Which of Microsoft's data is used. */
        sources?: {
          /**
           * Customers, subscriptions, invoices. When it is off and
           * `costManagement` is on, customers and invoices come from the Azure
           * billing account. Default true.
           */
          partnerCenter?: boolean;
          /** Usage and reconciliation lines. Default true. */
          graphBilling?: boolean;
          /** Azure Cost Management. Default true. */
          costManagement?: boolean;
          /**
           * Price sheets and exchange rates, which need a consent; price sheets
           * also need `country`. Default false.
           */
          priceSheet?: boolean;
        };
        /** Azure billing account. Default: the one that is found. */
        billingAccountId?: string;
        /** Tenant ids of the customers whose costs are collected. Default: all. */
        customerIds?: string[];
        /** Language that Microsoft names products in, BCP 47. Default `en-US`. */
        productLanguage?: string;
        /** Day of the month, 1 to 28, on which legacy invoices begin a cycle. */
        legacyInvoiceCycleDay?: number;
        /** Where a customer accepts the reseller relationship. */
        resellerRelationshipUrl?: string;
        /** Where a customer approves delegated admin rights. */
        delegatedAdminUrl?: string;
        /** Up to which difference our sums and an invoice count as equal. */
        usageMismatchTolerance?: {
          /** In the currency of the invoice. Default 0.5. */
          amount?: string | number;
          /** Of the invoice's total. Default 0. */
          percent?: string | number;
        };
        /** Discounts for an Azure specialization. Default `none`. */
        azureSpecialization?: 'none' | 'pass' | 'retain';
        /** Entity refs of who is notified when the connector needs somebody. */
        owners?: string[];
        schedule?: {
          /** Five fields of cron. Default `0 4 * * *`. */
          cron?: string;
          /** IANA time zone of `cron`. Default `UTC`. */
          timeZone?: string;
        };
        history?: {
          /** Closed billing periods to collect, back from the current one. Default 13. */
          months?: number;
        };
      };
    };
  };
}
