using System.CommandLine;
using CadreWatch.Cli.Import;
using CadreWatch.Cli.Risk;
using CadreWatch.Cli.Store;

var root = new RootCommand("Cadre.Watch 干部监督预警系统的命令行工具")
{
    ImportCommand.Create(), TrainCommand.Create(), EvaluateCommand.Create(), BacktestCommand.Create(), VerifyCommand.Create(), BackupCommands.Backup(), BackupCommands.Restore(),
};
return await root.Parse(args).InvokeAsync();
