package dev.belay.cdk;

import java.util.List;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;

/// A VPC that the functions run in.
public record Network(IVpc vpc, SubnetSelection subnets, List<ISecurityGroup> securityGroups) {
    public Network {
        securityGroups = List.copyOf(securityGroups);
    }
}
