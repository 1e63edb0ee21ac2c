"""What the packages behind `build_metrics.py` do not say of CloudWatch metrics, with the page that says it.

`COMPLETE` are the namespaces whose metrics are all in the packages and in `NAMES`, as far as the pages named here list
them: a metric that is not there does not exist. `SETS` are dimension sets beside those of the packages; with them the
sets of `CLOSED` are complete. `EXACT` are metrics that exist with nothing but these sets.
"""

from __future__ import annotations

Sets = tuple[tuple[str, ...], ...]

# Namespace -> the page whose list of metrics the packages and `NAMES` cover.
COMPLETE = {
    "AWS/ApiGateway": "API Gateway developer guide, metrics of REST, HTTP and WebSocket APIs",
    "AWS/ApplicationELB": "User guide for Application Load Balancers, CloudWatch metrics",
    "AWS/AutoScaling": "EC2 Auto Scaling user guide, CloudWatch metrics",
    "AWS/CloudFront": "CloudFront developer guide, types of metrics",
    "AWS/CodePipeline": "CodePipeline user guide, CloudWatch metrics",
    "AWS/DynamoDB": "DynamoDB developer guide, metrics and dimensions",
    "AWS/EBS": "EBS user guide, CloudWatch metrics",
    "AWS/EC2": "EC2 user guide, CloudWatch metrics that are available for your instances",
    "AWS/ECS": "ECS developer guide, CloudWatch metrics",
    "AWS/EFS": "EFS user guide, CloudWatch metrics",
    "AWS/ElastiCache": "ElastiCache user guide, host-level metrics, metrics for Valkey and Redis OSS, for Memcached",
    "AWS/Kinesis": "Kinesis Data Streams developer guide, monitoring with CloudWatch",
    "AWS/Lambda": "Lambda developer guide, types of metrics",
    "AWS/NATGateway": "VPC user guide, NAT gateway metrics and dimensions",
    "AWS/RDS": "RDS user guide, metrics of RDS and RDS Proxy; Aurora user guide, CloudWatch metrics",
    "AWS/Route53": "Route 53 developer guide, monitoring health checks and hosted zones",
    "AWS/S3": "S3 user guide, metrics and dimensions",
    "AWS/SNS": "SNS developer guide, CloudWatch metrics",
    "AWS/SQS": "SQS developer guide, available CloudWatch metrics",
    "AWS/States": "Step Functions developer guide, metrics for CloudWatch",
}

_PROXY = (
    "AvailabilityPercentage ClientConnections ClientConnectionsClosed ClientConnectionsNoTLS ClientConnectionsReceived "
    "ClientConnectionsSetupFailedAuth ClientConnectionsSetupSucceeded ClientConnectionsTLS DatabaseConnectionRequests "
    "DatabaseConnectionRequestsWithTLS DatabaseConnectionsBorrowLatency DatabaseConnectionsCurrentlyBorrowed "
    "DatabaseConnectionsCurrentlyInTransaction DatabaseConnectionsCurrentlySessionPinned "
    "DatabaseConnectionsSetupFailed DatabaseConnectionsSetupSucceeded DatabaseConnectionsWithTLS "
    "MaxDatabaseConnectionsAllowed QueryDatabaseResponseLatency QueryRequests QueryRequestsNoTLS QueryRequestsTLS "
    "QueryResponseLatency"
)
_THROTTLES = ("AccountLimit", "KeyRangeThroughput", "MaxOnDemandThroughput", "ProvisionedThroughput")

# Namespace -> metrics that are on the pages above, and in none of the packages.
NAMES: dict[str, str] = {
    "AWS/ApplicationELB": (
        "AnomalousHostCount BYoIPUtilPercentage HealthyStateDNS HealthyStateRouting HTTPCode_ELB_505_Count "
        "JWTValidationFailureCount JWTValidationSuccessCount LowReputationPacketsDropped LowReputationRequestsDenied "
        "MitigatedHostCount PeakLCUs ReservedLCUs UnhealthyRoutingRequestCount UnhealthyStateDNS "
        "UnhealthyStateRouting ZonalShiftedHostCount TargetControlActiveChannelCount TargetControlChannelErrorCount "
        "TargetControlNewChannelCount TargetControlProcessedBytes TargetControlRequestCount "
        "TargetControlRequestRejectCount TargetControlWorkQueueLength"
    ),
    "AWS/CloudFront": "LambdaExecutionError LambdaLimitExceededError LambdaLimitExceededErrors LambdaValidationError",
    "AWS/CodePipeline": "PipelineDuration",
    "AWS/DynamoDB": " ".join(
        [
            "FaultInjectionServiceInducedErrors",
            *(f"{kind}{w}ThrottleEvents" for kind in ("Read", "Write") for w in _THROTTLES),
        ]
    ),
    "AWS/EBS": "VolumeAvgIOPS VolumeAvgThroughput",
    "AWS/EC2": "GPUPowerUtilization InstanceEBSIOPSExceededCheck InstanceEBSThroughputExceededCheck",
    "AWS/ElastiCache": "ElastiCacheProcessingUnits ThrottledCmds TotalCmdsCount",
    "AWS/Lambda": (
        "ApproximateRunningDurableExecutions ApproximateRunningDurableExecutionsUtilization DurableExecutionDuration "
        "DurableExecutionFailed DurableExecutionOperations DurableExecutionStarted DurableExecutionStopped "
        "DurableExecutionStorageWrittenBytes DurableExecutionSucceeded DurableExecutionTimedOut MaxOffsetLag "
        "SignatureValidationErrors SumOffsetLag"
    ),
    "AWS/RDS": _PROXY,
    "AWS/S3": "SelectReturnedBytes SelectScannedBytes",
    "AWS/States": (
        "ActivitiesSucceeded ActivitiesTimedOut ActivityRunTime ActivityScheduleTime ActivityTime "
        "ApproximateMapRunBacklogSize ApproximateOpenMapRunCount ConsumedCapacity ExecutionsRedriven "
        "ExpressExecutionBilledDuration ExpressExecutionBilledMemory ExpressExecutionMemory LambdaFunctionRunTime "
        "LambdaFunctionScheduleTime LambdaFunctionTime LambdaFunctionsFailed LambdaFunctionsHeartbeatTimedOut "
        "LambdaFunctionsScheduled LambdaFunctionsStarted LambdaFunctionsSucceeded LambdaFunctionsTimedOut "
        "OpenExecutionCount OpenExecutionLimit OpenMapRunCount OpenMapRunLimit ProvisionedBucketSize "
        "ProvisionedRefillRate RedrivenExecutionsAborted RedrivenExecutionsFailed RedrivenExecutionsSucceeded "
        "RedrivenExecutionsTimedOut ServiceIntegrationRunTime ServiceIntegrationScheduleTime ServiceIntegrationTime "
        "ServiceIntegrationsFailed ServiceIntegrationsScheduled ServiceIntegrationsStarted "
        "ServiceIntegrationsSucceeded ServiceIntegrationsTimedOut ThrottledEvents"
    ),
}

# Namespaces of which every dimension set is known, and the sets that the packages leave out; from the same pages.
CLOSED: dict[str, Sets] = {
    "AWS/ApiGateway": (("ApiId", "Route"), ("ApiId", "Stage"), ("ApiId", "Method", "Resource", "Stage")),
    "AWS/ApplicationELB": (("AvailabilityZone", "TargetGroup"),),
    "AWS/AutoScaling": (("AutoScalingGroupName", "PairIndex", "PolicyName"), ("AutoScalingGroupName", "PolicyName")),
    "AWS/CloudFront": (("FunctionName", "Region"), ("DistributionId", "FunctionName", "Region")),
    "AWS/DynamoDB": (
        ("Operation",),
        ("Operation", "TableName"),
        ("GlobalSecondaryIndexName", "Operation", "TableName"),
        ("TableName", "Verb"),
    ),
    "AWS/EBS": (("AvailabilityZone",), ("SnapshotId",), ("AvailabilityZone", "SnapshotId")),
    "AWS/EC2": (("HostId",), ("Per-VPC Metrics",), ("InstanceId", "VolumeId")),
    "AWS/ECS": (
        ("ClusterName", "DiscoveryName", "ServiceName"),
        ("DiscoveryName",),
        ("ClusterName", "ServiceName", "TargetDiscoveryName"),
        ("TargetDiscoveryName",),
        ("ClusterName", "ServiceName", "TaskId"),
    ),
    "AWS/EFS": (("FileSystemId", "StorageClass"), ("DestinationFileSystemId", "FileSystemId")),
    "AWS/Kinesis": (("ShardId", "StreamName"), ("ConsumerName", "StreamName")),
    "AWS/Lambda": (
        ("EventSourceMappingUUID",),
        ("EventSourceMappingUUID", "FunctionName"),
        ("CapacityProviderName",),
        ("CapacityProviderName", "FunctionName"),
        ("CapacityProviderName", "InstanceType"),
        ("ExecutedVersion", "FunctionName"),
    ),
    "AWS/NATGateway": (("AvailabilityZone", "NatGatewayId"),),
    "AWS/Route53": (("HealthCheckId", "Region"), ("HostedZoneId",)),
    "AWS/S3": (("BucketName", "FilterId"), ("BucketName", "StorageType")),
    "AWS/SNS": (("Application",), ("Application", "Platform"), ("Country",), ("Platform",), ("SMSType",)),
    "AWS/SQS": (),
    "AWS/States": (
        (),
        ("LambdaFunctionArn",),
        ("ServiceIntegrationResourceArn",),
        ("APIName",),
        ("ServiceMetric",),
        ("StateTransition",),
        ("Alias", "StateMachineArn"),
        ("StateMachineArn", "Version"),
        ("MapRunArn",),
        ("StateMachineArn", "MapRunLabel"),
    ),
}

_REQUESTS = (
    "4xxErrors 5xxErrors AllRequests BytesDownloaded BytesUploaded DeleteRequests FirstByteLatency GetRequests "
    "HeadRequests ListRequests PostRequests PutRequests SelectBytesReturned SelectBytesScanned SelectRequests "
    "TotalRequestLatency"
)
_HOSTS: Sets = (
    ("LoadBalancer", "TargetGroup"),
    ("AvailabilityZone", "LoadBalancer", "TargetGroup"),
    ("TargetGroup",),
    ("AvailabilityZone", "TargetGroup"),
)
# Namespace -> metrics -> the only dimension sets that they have. Sources: the pages above; for DynamoDB also the API
# reference of the CDK, where `Table.metricThrottledRequests` is deprecated as "an invalid metric".
EXACT: dict[str, dict[str, Sets]] = {
    "AWS/ApiGateway": {
        "ClientError ConnectCount ExecutionError IntegrationError MessageCount": (
            ("ApiId",),
            ("ApiId", "Route"),
            ("ApiId", "Stage"),
            ("ApiId", "Route", "Stage"),
        ),
        "4xx 5xx DataProcessed": (("ApiId",), ("ApiId", "Stage"), ("ApiId", "Method", "Resource", "Stage")),
    },
    "AWS/ApplicationELB": {"HealthyHostCount UnHealthyHostCount": _HOSTS},
    "AWS/DynamoDB": {
        "UserErrors": ((),),
        "ThrottledRequests": (("Operation", "TableName"), ("GlobalSecondaryIndexName", "Operation", "TableName")),
    },
    "AWS/S3": {
        _REQUESTS: (("BucketName", "FilterId"),),
        "BucketSizeBytes NumberOfObjects": (("BucketName", "StorageType"),),
    },
}
