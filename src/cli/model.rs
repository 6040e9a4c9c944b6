//! `model`: what a model says of itself.

use clap::{Args, Subcommand};

use super::{ModelArg, output};

#[derive(Debug, Args)]
pub struct ModelArgs {
    #[command(subcommand)]
    command: ModelCommand,
    #[command(flatten)]
    model: ModelArg,
}

#[derive(Debug, Subcommand)]
enum ModelCommand {
    /// Print the model's name, size, languages, training and training sources
    Info,
}

pub fn run(args: &ModelArgs) -> anyhow::Result<()> {
    let ModelCommand::Info = args.command;
    let model = args.model.load()?;
    let card = model.card();
    let mut text = format!(
        "name       {}\nformat     {}\nlanguages  {}\nfeatures   {}\nsize       {:.1} MB\nchecksum   {}\ntraining   {}\n",
        card.name,
        card.format,
        card.languages.join(", "),
        model.len(),
        model.size() as f64 / 1e6,
        card.checksum,
        card.training
    );
    if let Some(scorer) = &card.scorer {
        text += &format!("scorer     {scorer}\n");
    }
    for (name, pairs) in &card.sources {
        text += &format!("source     {name}: {pairs} pairs\n");
    }
    output::write(None, text.as_bytes())
}
