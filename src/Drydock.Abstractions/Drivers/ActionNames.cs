namespace Drydock.Drivers;

/// <summary>The actions' names, as results, journals and the orchestrator write them.</summary>
public static class ActionNames
{
#pragma warning disable CS1591 // Each name is its own description; the driver interfaces say what the actions do.
    public const string ValidateOobServices = nameof(ValidateOobServices);
    public const string ConfigNodePxe = nameof(ConfigNodePxe);
    public const string SetNodeBoot = nameof(SetNodeBoot);
    public const string PowerOffNode = nameof(PowerOffNode);
    public const string PowerOnNode = nameof(PowerOnNode);
    public const string PowerCycleNode = nameof(PowerCycleNode);
    public const string InterrogateOob = nameof(InterrogateOob);
    public const string ValidateNodeServices = nameof(ValidateNodeServices);
    public const string CreateNetworkTemplate = nameof(CreateNetworkTemplate);
    public const string CreateStorageTemplate = nameof(CreateStorageTemplate);
    public const string CreateBootMedia = nameof(CreateBootMedia);
    public const string ConfigureUserCredentials = nameof(ConfigureUserCredentials);
    public const string ConfigureNodeProvisioner = nameof(ConfigureNodeProvisioner);
    public const string PrepareHardwareConfig = nameof(PrepareHardwareConfig);
    public const string IdentifyNode = nameof(IdentifyNode);
    public const string ConfigureHardware = nameof(ConfigureHardware);
    public const string InterrogateNode = nameof(InterrogateNode);
    public const string ApplyNodeNetworking = nameof(ApplyNodeNetworking);
    public const string ApplyNodeStorage = nameof(ApplyNodeStorage);
    public const string ApplyNodePlatform = nameof(ApplyNodePlatform);
    public const string DeployNode = nameof(DeployNode);
    public const string DestroyNode = nameof(DestroyNode);
#pragma warning restore CS1591
}
