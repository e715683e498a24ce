// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAnamnesisRegistry} from "./IAnamnesisRegistry.sol";

/// @title The members and their votes. A motion is a call that this contract makes to itself.
abstract contract Consortium is IAnamnesisRegistry {
    /// @dev Without repetition and never empty.
    address[] private _members;

    /// @dev Who voted for which motion. A dismissed member's votes stay here but are not counted.
    mapping(bytes32 motion => mapping(address member => bool)) private _votes;

    /// @dev A motion is carried once. The same call can be moved again with another closing time.
    mapping(bytes32 motion => bool) private _carried;

    modifier onlyByVote() {
        if (msg.sender != address(this)) revert OnlyByVote();
        _;
    }

    constructor(address[] memory members) {
        if (members.length == 0) revert ZeroValue();
        for (uint256 i = 0; i < members.length; i++) {
            _admit(members[i]);
        }
    }

    /// @inheritdoc IAnamnesisRegistry
    function vote(bytes calldata call, uint64 closes) external {
        if (!member(msg.sender)) revert NotMember(msg.sender);
        if (block.timestamp >= closes) revert VoteClosed(closes);
        bytes32 motion = keccak256(abi.encode(call, closes));
        if (_carried[motion]) revert AlreadyCarried(motion);
        _votes[motion][msg.sender] = true;
        emit Voted(motion, msg.sender, call, closes);
        if (_votesFor(motion) * 2 <= _members.length) return;
        _carried[motion] = true;
        (bool success, bytes memory failure) = address(this).call(call);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(failure, 32), mload(failure))
        }
    }

    /// @inheritdoc IAnamnesisRegistry
    function admitMember(address account) external onlyByVote {
        _admit(account);
    }

    /// @inheritdoc IAnamnesisRegistry
    function dismissMember(address account) external onlyByVote {
        if (_members.length == 1) revert LastMember();
        for (uint256 i = 0; i < _members.length; i++) {
            if (_members[i] != account) continue;
            _members[i] = _members[_members.length - 1];
            _members.pop();
            emit MemberDismissed(account);
            return;
        }
        revert NotMember(account);
    }

    /// @inheritdoc IAnamnesisRegistry
    function member(address account) public view returns (bool) {
        for (uint256 i = 0; i < _members.length; i++) {
            if (_members[i] == account) return true;
        }
        return false;
    }

    /// @inheritdoc IAnamnesisRegistry
    function memberCount() external view returns (uint256) {
        return _members.length;
    }

    function _admit(address account) private {
        if (account == address(0)) revert ZeroValue();
        if (member(account)) revert AlreadyMember(account);
        _members.push(account);
        emit MemberAdmitted(account);
    }

    function _votesFor(bytes32 motion) private view returns (uint256 votes) {
        for (uint256 i = 0; i < _members.length; i++) {
            if (_votes[motion][_members[i]]) votes++;
        }
    }
}
